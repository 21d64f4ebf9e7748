// kith version, and the description of all routes: what is known without any data.
#include <sys/utsname.h>

#include "app/cli/commands.h"
#include "app/cli/door.h"
#include "app/cli/temp_data.h"
#include "search/scan.h"

namespace kith::app::cli {
namespace {

struct About {
    std::string version, compiler, system, machine, scan;
};
BOOST_DESCRIBE_STRUCT(About, (), (version, compiler, system, machine, scan))

About about() {
    struct ::utsname host{};
    ::uname(&host);
    return {KITH_VERSION, __VERSION__, std::string{host.sysname} + " " + host.release, host.machine,
            std::string{search::name_of(search::best_isa())}};
}

}  // namespace

ExitCode version(Form form, Console& console) {
    if (form == Form::json)
        console.out.stream << json::write(about()) << '\n';
    else
        console.out.stream << "kith " KITH_VERSION "\n";
    return ExitCode::done;
}

ExitCode dump_openapi(const Settings& settings, Console& console) {
    const TempData nowhere;
    Settings used = settings;
    used.data = nowhere.folder();
    used.key = {};
    Door door{used, Missing::make, console.stop};
    console.out.stream << door.get("/api/swagger.json", console.stop) << '\n';
    return ExitCode::done;
}

}  // namespace kith::app::cli
