// What Store's member functions share.
#pragma once

#include <memory>

#include "store/core.h"

namespace kith::store {

struct Store::State {
    std::shared_ptr<Core> core;
};

struct Import::State {
    State(std::shared_ptr<Core> its_core, std::shared_ptr<ImportWork> its_work)
        : core{std::move(its_core)}, work{std::move(its_work)} {}
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State();

    std::shared_ptr<Core> core;
    std::shared_ptr<ImportWork> work;
};

// Throws Error{conflict} when somebody works on this import.
std::unique_ptr<Import::State> make_import_state(std::shared_ptr<Core> core,
                                                 std::shared_ptr<ImportWork> work);

}  // namespace kith::store
