// What an import did, as a table.
#pragma once

#include "app/cli/terminal.h"
#include "core/imports/imports.h"

namespace kith::app::cli {

void write_report(const Pen& pen, const core::ImportReport& report, const Texts& texts);

// All imports, newest first.
void write_imports(const Pen& pen, const std::vector<core::ImportView>& imports,
                   const std::string& timezone, const Texts& texts);

// "done", "完成".
std::string state_text(std::string_view state, const Texts& texts);

}  // namespace kith::app::cli
