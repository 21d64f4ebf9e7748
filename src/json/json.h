// Everything of JSON at once: trees, writing, reading, streams, schemas.
#pragma once

#include "json/read.h"    // IWYU pragma: export
#include "json/schema.h"  // IWYU pragma: export
#include "json/stream.h"  // IWYU pragma: export
#include "json/value.h"   // IWYU pragma: export
#include "json/write.h"   // IWYU pragma: export
