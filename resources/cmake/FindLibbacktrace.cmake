# GCC's libbacktrace, which reads debug information: Libbacktrace::Libbacktrace.
# Debian has it in a folder that only the compiler knows, beside a header that only g++ looks for.
# In the installed package too, whose static libraries need it.
execute_process(
    COMMAND ${CMAKE_CXX_COMPILER} -print-file-name=libbacktrace.a
    OUTPUT_VARIABLE Libbacktrace_HINT ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
cmake_path(GET Libbacktrace_HINT PARENT_PATH Libbacktrace_HINT)

find_library(Libbacktrace_LIBRARY NAMES libbacktrace.a backtrace HINTS ${Libbacktrace_HINT})
find_path(Libbacktrace_INCLUDE_DIR backtrace.h HINTS ${Libbacktrace_HINT}/include)
mark_as_advanced(Libbacktrace_LIBRARY Libbacktrace_INCLUDE_DIR)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Libbacktrace
    REQUIRED_VARS Libbacktrace_LIBRARY Libbacktrace_INCLUDE_DIR)

if(Libbacktrace_FOUND AND NOT TARGET Libbacktrace::Libbacktrace)
    add_library(Libbacktrace::Libbacktrace UNKNOWN IMPORTED)
    set_target_properties(Libbacktrace::Libbacktrace PROPERTIES
        IMPORTED_LOCATION ${Libbacktrace_LIBRARY}
        # After all others: the folder has GCC's own headers, which clang must not take.
        INTERFACE_COMPILE_OPTIONS "SHELL:-idirafter ${Libbacktrace_INCLUDE_DIR}")
endif()
