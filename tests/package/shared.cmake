# Builds core as shared libraries, installs them, and builds and runs two strangers against them.
# cmake -DSOURCE=… -DFOLDER=… -DGENERATOR=… -DCOMPILER=… -DLAUNCHER=… -DTRACED=0|1 -P shared.cmake
function(run)
    execute_process(COMMAND ${ARGN} COMMAND_ECHO STDOUT COMMAND_ERROR_IS_FATAL ANY)
endfunction()

set(prefix ${FOLDER}/prefix)
file(REMOVE_RECURSE ${prefix})

function(build source folder)
    run(${CMAKE_COMMAND} -S ${source} -B ${folder} -G ${GENERATOR} --no-warn-unused-cli
        -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_COMPILER=${COMPILER}
        -DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER} ${ARGN})
    run(${CMAKE_COMMAND} --build ${folder})
endfunction()

function(build_and_run stranger expected)
    build(${CMAKE_CURRENT_LIST_DIR}/${stranger} ${FOLDER}/${stranger}
        -DCMAKE_PREFIX_PATH=${prefix} -DREADME=${SOURCE}/README.md)
    execute_process(COMMAND ${FOLDER}/${stranger}/${stranger}
        OUTPUT_VARIABLE said COMMAND_ERROR_IS_FATAL ANY)
    if(NOT said MATCHES "${expected}")
        message(FATAL_ERROR "${stranger} said: ${said}")
    endif()
endfunction()

build(${SOURCE} ${FOLDER}/core
    -DBUILD_SHARED_LIBS=ON -DTASKDECK_BUILD_APP=OFF -DTASKDECK_WERROR=ON)
run(${CMAKE_COMMAND} --install ${FOLDER}/core --prefix ${prefix} --component TaskdeckDevel)
file(GLOB_RECURSE archives ${prefix}/*.a)
if(archives)
    message(FATAL_ERROR "Not shared: ${archives}")
endif()

build_and_run(consumer "the answer is 42")
if(TRACED)
    build_and_run(tracer "thrown in dig\\(int\\)")
endif()
