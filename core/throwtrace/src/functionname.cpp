// SPDX-License-Identifier: MIT
#include "symbols_p.h"

#include <QtCore/QByteArray>

#include <cctype>
#include <cstdlib>
#include <cxxabi.h>
#include <memory>

namespace taskdeck::throwtrace {

// g++ moves a coroutine's work into a function whose argument is the frame, a type with the name
// of the whole coroutine: _Z4loadP15_Z4loadi.Frame.actor is load(int). The number before the
// inner _Z is the length of "_Z4loadi.Frame".
static QByteArray coroutineSymbol(const QByteArray &symbol)
{
    for (qsizetype at = symbol.indexOf("_Z", 1); at > 0; at = symbol.indexOf("_Z", at + 1)) {
        qsizetype digits = at;
        while (digits > 0 && std::isdigit(static_cast<unsigned char>(symbol[digits - 1])))
            --digits;
        const QByteArray frame = symbol.mid(at, symbol.mid(digits, at - digits).toInt());
        if (frame.endsWith(".Frame"))
            return frame.chopped(6);
    }
    return symbol;
}

QString functionName(const char *symbol)
{
    if (qstrncmp(symbol, "_Z", 2) != 0) // the demangler would read "i" as "int"
        return QString::fromUtf8(symbol).section(u'.', 0, 0); // behind a dot: parts and clones
    const QByteArray mangled = coroutineSymbol(symbol);
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> text(
        abi::__cxa_demangle(mangled.constData(), nullptr, nullptr, &status), &std::free);
    // " [clone .cold]" and the like; clang's word for the work of a coroutine is .resume.
    QString name =
        QString::fromUtf8(text ? text.get() : symbol).section(QStringLiteral(" [clone "), 0, 0);
    name.replace(QStringLiteral("std::__cxx11::basic_string<char, std::char_traits<char>, "
                                "std::allocator<char> >"),
                 QStringLiteral("std::string"));
    return name;
}

} // namespace taskdeck::throwtrace
