# cmake -DBUILD=… -DPREFIX=… -P install.cmake: into an empty prefix, so that no header of yesterday helps.
file(REMOVE_RECURSE ${PREFIX})
execute_process(
    COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${PREFIX} --component TaskdeckDevel
    COMMAND_ERROR_IS_FATAL ANY)
