// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <typeinfo>

namespace taskdeck::detail {

/// What `catch (const T &)` would catch, without unwinding; null if it would not, or on null.
/// Valid as long as `exception` is.
template<typename T>
const T *exceptionAs(const std::exception_ptr &exception)
{
    if (!exception)
        return nullptr;
    // libstdc++: the question that the unwinder asks, and the pointer's only member.
    const std::type_info *type = exception.__cxa_exception_type();
    void *object = *reinterpret_cast<void *const *>(&exception);
    if (!type || !typeid(T).__do_catch(type, &object, 1))
        return nullptr;
    return static_cast<const T *>(object);
}

} // namespace taskdeck::detail
