// Rows in columns that line up, whatever the widths of their characters.
#pragma once

#include <string>
#include <vector>

#include "app/cli/terminal.h"

namespace kith::app::cli {

struct Column {
    enum class Side : std::uint8_t { left, right };
    std::string head;
    Side side = Side::left;
};

// The first column gives way when the terminal is too narrow. Texts come printable() out. Writes
// the heads bold; nothing for no rows. Cost: every cell twice.
void write_table(const Pen& pen, const std::vector<Column>& columns,
                 const std::vector<std::vector<std::string>>& rows);

}  // namespace kith::app::cli
