// SPDX-License-Identifier: MIT
#include "standarderror.h"

#include <cstdio>

namespace taskdeck::standarderror {

void write(const QString &sentence)
{
    std::fprintf(stderr, "taskdeck: %s\n", qUtf8Printable(sentence.trimmed()));
}

} // namespace taskdeck::standarderror
