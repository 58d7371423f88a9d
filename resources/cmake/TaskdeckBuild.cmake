# The one place where house-wide compiler settings live. Link it PRIVATE.
add_library(taskdeck_flags INTERFACE)
target_compile_definitions(taskdeck_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS
    QT_NO_FOREACH QT_NO_NARROWING_CONVERSIONS_IN_CONNECT)
if(NOT MSVC)
    target_compile_options(taskdeck_flags INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
        $<$<BOOL:${TASKDECK_WERROR}>:-Werror>)
endif()

# Sanitizers must cover every object, so they are the one directory-wide setting.
if(TASKDECK_SANITIZE)
    add_compile_options(-fsanitize=${TASKDECK_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${TASKDECK_SANITIZE})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        # LLVM bug 49689: coroutines and -fsanitize=function do not link.
        add_compile_options(-fno-sanitize=function)
    endif()
endif()

if(PROJECT_IS_TOP_LEVEL)
    find_program(TASKDECK_CCACHE ccache)
    mark_as_advanced(TASKDECK_CCACHE)
    if(TASKDECK_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
        set(CMAKE_CXX_COMPILER_LAUNCHER ${TASKDECK_CCACHE})
    endif()
    if(TASKDECK_BUILD_APP AND BUILD_TESTING)
        include(TaskdeckTests)
    endif()
endif()
