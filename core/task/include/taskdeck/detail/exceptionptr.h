// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <typeinfo>

namespace taskdeck::detail {

/// The thrown object: libstdc++'s exception_ptr has no other member. Null for null.
inline void *objectOf(const std::exception_ptr &exception)
{
    return *reinterpret_cast<void *const *>(&exception);
}

/// What `catch (const T &)` would catch, without unwinding; null if it would not, or on null.
/// Valid as long as `exception` is.
template<typename T>
const T *exceptionAs(const std::exception_ptr &exception)
{
    if (!exception)
        return nullptr;
    // libstdc++: the question that the unwinder asks.
    const std::type_info *type = exception.__cxa_exception_type();
    void *object = objectOf(exception);
    if (!type || !typeid(T).__do_catch(type, &object, 1))
        return nullptr;
    return static_cast<const T *>(object);
}

} // namespace taskdeck::detail
