// One door to the data, two ways: through the server that runs on this data folder, else by opening
// the folder in this process. Both give the answers of the same routes.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.h"
#include "app/settings.h"
#include "base/stop.h"
#include "core/jobs/jobs.h"
#include "json/json.h"
#include "net/curl_client.h"

namespace kith::app::cli {

enum class Missing : std::uint8_t {
    refuse,  // a data folder without a store is an error
    make
};

// What the program says about itself (X01), as far as commands use it.
struct Boot {
    struct Archive {
        std::string state;
        std::int64_t people{}, groups{};
        std::uint64_t messages{};
    };
    std::string version, timezone, folder;
    Archive archive;
    std::vector<core::JobInfo> jobs;
};
BOOST_DESCRIBE_STRUCT(Boot::Archive, (), (state, people, groups, messages))
BOOST_DESCRIBE_STRUCT(Boot, (), (version, timezone, folder, archive, jobs))

// One thread.
class Door {
  public:
    // Throws Error: not_found/"no_data" when there is no store, unavailable/"locked" when somebody
    // holds the folder who does not answer, else what App throws. Waits up to two seconds for
    // somebody who is just coming or going.
    Door(const Settings& settings, Missing missing, const Stop& stop);
    ~Door();
    Door(const Door&) = delete;
    Door& operator=(const Door&) = delete;

    // The body of a 2xx answer. Throws the Error that another answer tells of.
    std::string get(std::string_view target, const Stop& stop);
    std::string post(std::string_view target, std::string body, const Stop& stop);
    template <class T>
    T get(std::string_view target, const Stop& stop) {
        return json::read<T>(get(target, stop));
    }
    template <class T>
    T post(std::string_view target, std::string body, const Stop& stop) {
        return json::read<T>(post(target, std::move(body), stop));
    }

    // Null when a server answers.
    App* app() { return app_.get(); }
    // "" when the folder is open here.
    const std::string& server() const { return server_; }

  private:
    std::string send(http::Method method, std::string_view target, std::string body,
                     const Stop& stop);
    bool reach_server(const Settings& settings, const Stop& stop);

    std::unique_ptr<App> app_;
    std::unique_ptr<net::CurlClient> client_;
    std::string server_;
};

// The name of a query parameter with its value: "q=%E7%88%AC".
std::string parameter(std::string_view name, std::string_view value);

}  // namespace kith::app::cli
