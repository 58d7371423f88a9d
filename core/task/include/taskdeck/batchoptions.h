// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

#include <utility>

namespace taskdeck {

/// How a batch() runs.
class BatchOptions
{
public:
    /// At most `limit` items run at once; the others are pending. 0 = no limit, the default.
    BatchOptions &concurrency(int limit)
    {
        m_concurrency = limit;
        return *this;
    }
    /// Of the batch's own task, the one row that monitors show.
    BatchOptions &name(QString name)
    {
        m_name = std::move(name);
        return *this;
    }

    int concurrency() const { return m_concurrency; }
    QString name() const { return m_name; }

private:
    int m_concurrency = 0;
    QString m_name;
};

} // namespace taskdeck
