// One rule above all computing: while a model generates, no job computes. Whoever generates holds
// the quiet; whoever computes asks for it once per batch.
#pragma once

#include <memory>

#include "base/stop.h"

namespace kith {

// Any thread.
class Quiet {
  public:
    Quiet();

    // Quiet until all copies of what is returned are gone.
    using Hold = std::shared_ptr<void>;
    [[nodiscard]] Hold hold();
    bool held() const;
    // Returns when nobody holds it, at once in the usual case; throws what Stop throws.
    void wait(const Stop& stop) const;

  private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace kith
