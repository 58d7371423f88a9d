# What the tests share: their environment and taskdeck_add_test().

# The distribution's interpreter first: only it sees the distribution's modules.
find_program(TASKDECK_PYTHON NAMES python3 PATHS /usr/bin NO_DEFAULT_PATH)
find_program(TASKDECK_PYTHON NAMES python3)

# Qt warns about a missing or readable runtime folder, and tests treat warnings as fatal.
# A socket's path has room for 107 characters: below a deep build folder that is too few.
set(taskdeck_runtime_dir ${PROJECT_BINARY_DIR}/runtime)
string(LENGTH ${taskdeck_runtime_dir} length)
if(length GREATER 60)
    string(MD5 hash ${PROJECT_BINARY_DIR})
    string(SUBSTRING ${hash} 0 12 hash)
    set(taskdeck_runtime_dir /tmp/taskdeck-tests-${hash})
endif()
file(MAKE_DIRECTORY ${taskdeck_runtime_dir})
file(CHMOD ${taskdeck_runtime_dir} PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
file(WRITE ${PROJECT_BINARY_DIR}/runtime-dir ${taskdeck_runtime_dir}\n)

# No test sees the user's own settings, language, clock or display.
set(taskdeck_home ${PROJECT_BINARY_DIR}/home)
file(MAKE_DIRECTORY ${taskdeck_home})
set(taskdeck_test_environment
    QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software QT_FATAL_WARNINGS=1 QT_FORCE_STDERR_LOGGING=1
    XDG_RUNTIME_DIR=${taskdeck_runtime_dir}
    HOME=${taskdeck_home}
    XDG_CONFIG_HOME=${taskdeck_home}/config
    XDG_DATA_HOME=${taskdeck_home}/data
    XDG_STATE_HOME=${taskdeck_home}/state
    XDG_CACHE_HOME=${taskdeck_home}/cache
    LC_ALL=C.UTF-8 LANGUAGE= TZ=UTC
    UBSAN_OPTIONS=print_stacktrace=1
    TSAN_OPTIONS=die_after_fork=0:suppressions=${PROJECT_SOURCE_DIR}/tests/tools/tsan.supp)

# All tests of one label: cmake --build … --target taskdeck_tests_<label>
function(taskdeck_test_target label target)
    if(NOT TARGET taskdeck_tests_${label})
        add_custom_target(taskdeck_tests_${label})
    endif()
    add_dependencies(taskdeck_tests_${label} ${target})
endfunction()

# taskdeck_add_test(<name> LABEL unit|regress|e2e|… LIBRARIES <targets>...
#                   [SOURCES <files>...] [TIMEOUT <seconds>] [ENVIRONMENT <NAME=value>...])
# Builds tst_<name>.cpp of the current folder into tst_<name>; the test is called <label>.<name>.
# A folder may set taskdeck_extra_label, which its tests have too.
function(taskdeck_add_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "LABEL;TIMEOUT" "LIBRARIES;SOURCES;ENVIRONMENT")
    if(NOT arg_LABEL)
        set(arg_LABEL unit)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 60)
    endif()
    if(TASKDECK_SANITIZE)
        math(EXPR arg_TIMEOUT "${arg_TIMEOUT} * 5")
    endif()

    qt_add_executable(tst_${name} tst_${name}.cpp ${arg_SOURCES})
    target_link_libraries(tst_${name} PRIVATE taskdeck_flags Qt6::Test ${arg_LIBRARIES})
    set(labels ${arg_LABEL} ${taskdeck_extra_label})
    foreach(label IN LISTS labels)
        taskdeck_test_target(${label} tst_${name})
    endforeach()

    add_test(NAME ${arg_LABEL}.${name} COMMAND tst_${name})
    set_tests_properties(${arg_LABEL}.${name} PROPERTIES
        LABELS "${labels}" TIMEOUT ${arg_TIMEOUT}
        ENVIRONMENT "${taskdeck_test_environment};${arg_ENVIRONMENT}")
endfunction()

# taskdeck_add_script_test(<name> LABEL <label> SCRIPT <file.py> [ARGUMENTS <words>...])
function(taskdeck_add_script_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "LABEL;SCRIPT" "ARGUMENTS")
    add_test(NAME ${arg_LABEL}.${name}
        COMMAND ${TASKDECK_PYTHON} ${PROJECT_SOURCE_DIR}/tests/tools/${arg_SCRIPT} ${arg_ARGUMENTS}
        WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(${arg_LABEL}.${name} PROPERTIES
        LABELS ${arg_LABEL} TIMEOUT 120 ENVIRONMENT "PYTHONDONTWRITEBYTECODE=1")
endfunction()
