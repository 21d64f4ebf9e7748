// See help.h.
#include "app/cli/help.h"

#include <algorithm>

#include "base/error.h"

namespace kith::app::cli {
namespace {

constexpr HelpEntry kHelp[] = {
    {"kith", "Your conversations, on your machine: see them, search them.",
     "你的聊天记录，只在你的电脑上：查看、搜索。"},
    {"options", "Options", "选项"},
    {"commands", "Commands", "命令"},
    {"arguments", "Arguments", "参数"},
    {"usage", "Usage", "用法"},
    {"option", "options", "选项"},
    {"command", "command", "命令"},
    {"required", "(needed)", "（必填）"},
    {"help", "show this help", "显示帮助"},
    {"dump-openapi", "print the description of the whole API (OpenAPI 3.1)",
     "输出完整的接口描述（OpenAPI 3.1）"},
    {"version flag", "show the version", "显示版本"},
    // for all commands
    {"data", "data folder; else $KITH_DATA, else the usual place",
     "数据目录；默认为 $KITH_DATA，否则为系统惯用位置"},
    {"key-file", "file with the key of an encrypted data folder, 64 hexadecimal digits",
     "加密数据目录的密钥文件，64 位十六进制"},
    {"timezone", "time zone for days and hours, default Asia/Shanghai",
     "日期和时间所用的时区，默认 Asia/Shanghai"},
    {"language", "zh-CN or en; else the language of the system", "zh-CN 或 en；默认跟随系统"},
    {"log-level", "debug, info, warn or error", "debug、info、warn 或 error"},
    {"clock", "seconds since 1970, for tests", "固定时钟（1970 年起的秒数），供测试"},
    {"json", "answer as JSON", "以 JSON 输出"},
    // serve
    {"serve", "open Kith in the browser: serve until Ctrl-C",
     "启动服务，在浏览器中使用，按 Ctrl-C 停止"},
    {"serve listen", "address and port, several times; default 127.0.0.1:8080",
     "地址和端口，可多次给出；默认 127.0.0.1:8080"},
    {"serve archive", "archive to import and to watch, several times",
     "要导入并持续关注的存档目录，可多次给出"},
    {"serve insecure", "allow addresses that other machines can reach",
     "允许其他机器可以访问的地址"},
    {"serve demo", "fill an empty data folder with the demo archive",
     "在空的数据目录里放入演示数据"},
    {"serve demo-if-empty", "the same, and say nothing when there is data",
     "同上；已有数据时直接使用"},
    {"serve avatars", "fetch avatars from the addresses in the archive",
     "允许从存档里的网址下载头像"},
    {"serve web", "folder with the built page", "网页文件所在目录"},
    // import
    {"import", "bring in chat archives: a folder, a file or a zip",
     "导入聊天记录：目录、文件或压缩包"},
    {"import paths", "what to import", "要导入的内容"},
    {"import dry-run", "only tell what would happen", "只说明会发生什么，不导入"},
    {"import no-wait", "return at once, the running Kith goes on",
     "立即返回，由正在运行的 Kith 继续"},
    {"import me", "your own id in the archive, if it does not say",
     "你自己在存档中的 ID（存档没有说明时）"},
    {"import timezone", "zone of times that come without one", "不带时区的时间按此时区理解"},
    {"import list", "list all imports", "列出所有导入"},
    {"import undo", "take the import with this number out again", "撤销这个编号的导入"},
    // demo
    {"demo", "make a data folder with the demo archive", "生成带演示数据的数据目录"},
    {"demo dir", "empty folder; else the data folder", "空目录；默认为数据目录"},
    // people
    {"people", "list people and groups", "列出联系人和群"},
    {"people sort", "recent, most or name", "recent（最近）、most（最多）或 name（名称）"},
    {"people limit", "how many, 0 = all", "数量，0 表示全部"},
    // search
    {"search", "find messages: words, \"phrases\", -not, from: in: after: has: …",
     "搜索消息：词语、\"短语\"、-排除、来自: 在: after: has: ……"},
    {"search query", "what to find", "要找的内容"},
    {"search limit", "hits to show, 0 = all", "显示的条数，0 表示全部"},
    {"search context", "messages before and after each hit", "每条结果前后各显示几条"},
    {"search sort", "new, old or best", "new（新的在前）、old（旧的在前）或 best（最相关）"},
    // show
    {"show", "read a conversation", "阅读一个会话"},
    {"show chat", "name, key or number of the conversation", "会话的名称、ID 或编号"},
    {"show at", "from this date on: 2024-03-05, 2024-03, yesterday",
     "从这个日期开始：2024-03-05、2024-03、昨天"},
    {"show before", "the messages before this one", "这条消息之前的"},
    {"show after", "the messages after this one", "这条消息之后的"},
    {"show limit", "messages to show, 0 = all", "显示的条数，0 表示全部"},
    // models
    {"models", "the models inside: list, fetch, verify, use FILE",
     "内置模型：list（列出）、fetch（获取）、verify（校验）、use 文件（换用）"},
    {"models act", "list, fetch, verify or use", "list、fetch、verify 或 use"},
    {"models words",
     "fetch: chat, chat-small, embedder, runtime or all; use: a GGUF file, or default",
     "fetch：chat、chat-small、embedder、runtime 或 all；use：GGUF 文件，或 default"},
    {"models from", "fetch: take it from this file, several times",
     "fetch：从这个文件获取，可多次给出"},
    {"models folder", "folder of the models; else $KITH_MODELS, else the usual cache",
     "模型目录；默认为 $KITH_MODELS，否则为系统缓存目录"},
    {"serve fetch-models", "fetch the models inside when they are missing",
     "缺少内置模型时自动获取"},
    // the rest
    {"doctor", "check that everything is well", "检查一切是否正常"},
    {"forget-pin", "take the PIN of the screen lock away, while Kith is stopped",
     "移除锁屏 PIN（需先停止 Kith）"},
    {"version", "show the version", "显示版本"},
};

}  // namespace

std::span<const HelpEntry> help_entries() {
    return kHelp;
}

std::string help_text(std::string_view key, Language language) {
    const auto* entry = std::ranges::find(kHelp, key, &HelpEntry::key);
    require(entry != std::end(kHelp), Errc::internal, "no help for " + std::string{key});
    return std::string{language == Language::zh ? entry->zh : entry->en};
}

}  // namespace kith::app::cli
