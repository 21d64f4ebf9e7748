// A dry run: what an import of a source would find new, already there or changed.
#pragma once

#include "base/stop.h"
#include "core/imports/report.h"
#include "sources/source.h"
#include "store/store.h"

namespace kith::core {

// Adds to the report. Reads the whole source and holds one piece at a time; the store is only
// looked at. Rows that occur twice within the source count twice when their chat is not in the
// store yet.
void add_comparison(sources::Source& source, const store::Store& store, ImportReport& report,
                    const Stop& stop);

}  // namespace kith::core
