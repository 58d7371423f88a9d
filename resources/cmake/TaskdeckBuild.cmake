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

# taskdeck_add_library(<name> <Component>): the library taskdeck_<name>, Taskdeck::<Component> here and
# in the installed package; static, or shared with BUILD_SHARED_LIBS.
function(taskdeck_add_library name component)
    set(target taskdeck_${name})
    if(BUILD_SHARED_LIBS)
        qt_add_library(${target} SHARED)
        # While at 0.x, each minor version breaks the binary interface.
        string(REGEX MATCH "^[0-9]+\\.[0-9]+" interface_version ${PROJECT_VERSION})
        set_target_properties(${target} PROPERTIES
            VERSION ${PROJECT_VERSION} SOVERSION ${interface_version}
            CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
            INSTALL_RPATH $ORIGIN)
        target_compile_definitions(${target} PUBLIC TASKDECK_SHARED)
    else()
        qt_add_library(${target} STATIC)
    endif()
    add_library(Taskdeck::${component} ALIAS ${target})
    set_target_properties(${target} PROPERTIES EXPORT_NAME ${component})
    target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:taskdeck_flags>)
    target_compile_features(${target} PUBLIC cxx_std_20)
endfunction()

# Sanitizers must cover every object, so they are the one directory-wide setting.
if(TASKDECK_SANITIZE)
    add_compile_options(-fsanitize=${TASKDECK_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${TASKDECK_SANITIZE})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        # LLVM bug 49689: coroutines and -fsanitize=function do not link. The other two report what
        # Qt's and QCoro's headers do: signals with QPrivateSignal bind a null reference.
        add_compile_options(-fno-sanitize=function,null,vptr)
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
