// See texts.h. The catalogue: a key, the English and the Chinese words.
#include "app/cli/texts.h"

#include <array>

namespace kith::app::cli {
namespace {

struct Entry {
    Text key;
    std::string_view en, zh;
};

// In the order of the keys.
constexpr Entry kTexts[] = {
    {Text::kith_is_at, "Kith is at {}", "Kith 已就绪：{}"},
    {Text::data_is_in, "Data: {}", "数据目录：{}"},
    {Text::this_is_the_demo,
     "This is the demo archive: made-up people, made-up talk. Bring your own with: kith import "
     "PATH",
     "这是演示数据：人和聊天都是虚构的。导入自己的记录：kith import 路径"},
    {Text::own_data, "{} messages, {} people and groups", "{} 条消息，{} 个联系人和群"},
    {Text::nothing_yet, "There is no data yet. Bring some with: kith import PATH",
     "还没有数据。导入：kith import 路径"},
    {Text::runs_already, "Kith is already running on this data: {}",
     "Kith 已经在使用这份数据运行：{}"},
    {Text::has_data_already, "There is data here already; the demo archive was not added.",
     "这里已经有数据，没有加入演示数据。"},
    {Text::insecure_warning,
     "Warning: other machines can reach this address, and there is no password. Everybody in your "
     "network can read everything.",
     "注意：其他机器可以访问这个地址，而且没有密码。网络里的任何人都能看到全部内容。"},
    {Text::how_to_stop, "Stop with Ctrl-C.", "按 Ctrl-C 停止。"},
    {Text::stopping, "Stopping … (Ctrl-C again ends at once)",
     "正在停止……（再按一次 Ctrl-C 立即结束）"},
    {Text::stopped, "Kith has stopped.", "Kith 已停止。"},
    {Text::no_data_yet,
     "There is no data in {} yet. Bring some with \"kith import PATH\", or look around with \"kith "
     "demo\".",
     "{} 里还没有数据。用“kith import 路径”导入，或用“kith demo”看看演示。"},
    {Text::in_use,
     "Another Kith is working on {} and cannot be asked right now. Try again when it is done.",
     "另一个 Kith 正在使用 {}，现在无法向它查询。请等它完成后再试。"},
    {Text::pin_forgotten, "The PIN is gone: the page opens without one.",
     "PIN 已移除，页面不再上锁。"},
    {Text::pin_none, "No PIN is set.", "没有设置 PIN。"},
    {Text::pin_served, "Kith runs at {}. Stop it first: whoever can do that may open the page.",
     "Kith 正在 {} 运行。请先停止它，再移除 PIN。"},
    {Text::reading, "Reading {}", "正在读取 {}"},
    {Text::found_source, "{}: {} chats, {} messages, {}", "{}：{} 个会话，{} 条消息，{}"},
    {Text::who_are_you, "Which one are you? Number, or Enter for none of them: ",
     "哪一个是你？输入编号，都不是就直接回车："},
    {Text::owner_unknown,
     "The export does not say who you are, so no message counts as yours. Name yourself with --me "
     "ID; in question are:",
     "导出文件没有说明哪个是你，所以没有消息算作你发的。请用 --me ID 指明；可能是："},
    {Text::goes_on, "Going on with what was interrupted: {}", "继续上次中断的任务：{}"},
    {Text::job_started, "Started as job {}. It goes on in the running Kith.",
     "已开始，任务编号 {}，由正在运行的 Kith 继续。"},
    {Text::waits_anyway,
     "No Kith is running that could go on with it, so this waits until it is done.",
     "没有正在运行的 Kith 可以接手，所以会等到导入完成。"},
    {Text::cancelling, "Cancelling …", "正在取消……"},
    {Text::cancelled, "Cancelled. Nothing of it was kept.", "已取消，什么都没有保留。"},
    {Text::would_do,
     "This would happen (nothing was changed):", "将会发生（现在什么都没有改变）："},
    {Text::import_done, "Import {} is done in {} s ({} messages/s). Everything can be searched.",
     "导入 {} 完成，用时 {} 秒（每秒 {} 条），全部可以搜索。"},
    {Text::row_new, "new", "新增"},
    {Text::row_same, "already there", "已有"},
    {Text::row_changed, "changed", "有改动"},
    {Text::row_skipped, "left out", "跳过"},
    {Text::row_chats, "chats", "会话"},
    {Text::row_people, "people", "联系人"},
    {Text::row_media_missing, "pictures, voices, files not in the export",
     "导出中缺少的图片、语音、文件"},
    {Text::warning, "Note: {}", "提示：{}"},
    {Text::undo_hint, "Take it out again with: kith import --undo {}",
     "撤销这次导入：kith import --undo {}"},
    {Text::nothing_changed, "Nothing has changed there since the last import.",
     "自上次导入以来没有变化。"},
    {Text::undone, "Import {} was taken out again.", "导入 {} 已撤销。"},
    {Text::no_imports, "Nothing has been imported yet.", "还没有导入过任何东西。"},
    {Text::state_loading, "running", "进行中"},
    {Text::state_done, "done", "完成"},
    {Text::state_failed, "failed", "失败"},
    {Text::state_cancelled, "cancelled", "已取消"},
    {Text::state_undoing, "being undone", "撤销中"},
    {Text::state_undone, "undone", "已撤销"},
    {Text::messages_of, "{} of {} messages", "{} / {} 条消息"},
    {Text::messages_so_far, "{} messages", "{} 条消息"},
    {Text::per_second, "{}/s", "每秒 {} 条"},
    {Text::time_left, "{} left", "还需 {}"},
    {Text::seconds_short, "{} s", "{} 秒"},
    {Text::minutes_short, "{} min {} s", "{} 分 {} 秒"},
    {Text::hours_short, "{} h {} min", "{} 小时 {} 分"},
    {Text::demo_ready, "The demo archive is ready: {} messages in {}",
     "演示数据已就绪：{} 条消息，位于 {}"},
    {Text::demo_refused,
     "{} has data already. The demo archive only goes into an empty folder: kith demo DIR",
     "{} 里已经有数据。演示数据只能放进空目录：kith demo 目录"},
    {Text::demo_foreign,
     "{} holds other files and is no Kith folder. Name an empty folder: kith demo DIR",
     "{} 里有别的文件，也不是 Kith 的数据目录。请指定空目录：kith demo 目录"},
    {Text::demo_next, "Look at it with: {}", "打开看看：{}"},
    {Text::head_name, "NAME", "名称"},
    {Text::head_kind, "KIND", "类型"},
    {Text::head_messages, "MESSAGES", "消息数"},
    {Text::head_last, "LAST", "最近"},
    {Text::head_number, "NO.", "编号"},
    {Text::head_path, "FROM", "来源"},
    {Text::head_state, "STATE", "状态"},
    {Text::head_when, "WHEN", "时间"},
    {Text::kind_person, "person", "联系人"},
    {Text::kind_group, "group", "群"},
    {Text::kind_official, "official", "公众号"},
    {Text::more_rows, "… and {} more (--limit 0 shows all)", "……还有 {} 个（--limit 0 显示全部）"},
    {Text::nobody, "Nobody here yet.", "还没有联系人。"},
    {Text::hits, "{} messages found in {} ms", "找到 {} 条消息，用时 {} 毫秒"},
    {Text::one_hit, "1 message found in {} ms", "找到 1 条消息，用时 {} 毫秒"},
    {Text::no_hits, "Nothing found.", "没有找到。"},
    {Text::more_hits, "{} more: --limit N shows N of them, --limit 0 all",
     "还有 {} 条：--limit N 显示 N 条，--limit 0 显示全部"},
    {Text::facet_chats, "chats", "会话"},
    {Text::facet_people, "people", "发送者"},
    {Text::facet_kinds, "kinds", "类型"},
    {Text::facet_months, "months", "月份"},
    {Text::and_more, "and {} more", "另有 {} 个"},
    {Text::me, "me", "我"},
    {Text::problem_missing_value, "a value is missing here; left out", "这里缺少值，已忽略"},
    {Text::problem_unknown_value, "this value has no meaning here; left out",
     "这里不能用这个值，已忽略"},
    {Text::problem_unknown_name, "nobody has this name; left out", "没有叫这个名字的，已忽略"},
    {Text::problem_ambiguous, "several have this name; all of them were looked at",
     "有多个同名，已全部查找"},
    {Text::problem_not_available, "not available yet; left out", "尚不可用，已忽略"},
    {Text::problem_unclosed, "not closed; taken to the end", "没有闭合，已算到末尾"},
    {Text::problem_empty, "there is nothing to look for; left out", "这里没有要找的内容，已忽略"},
    {Text::problem_misplaced, "this does not belong here; left out", "这里不应出现，已忽略"},
    {Text::did_you_mean, "meant may be: {}", "可能是：{}"},
    {Text::no_such_chat, "No conversation is called {}. \"kith people --limit 0\" lists all.",
     "没有叫 {} 的会话。“kith people --limit 0”列出全部。"},
    {Text::several_chats,
     "Several conversations may be {}. Use the number:", "{} 可能是下面几个会话，请用编号："},
    {Text::no_messages_with, "There are no messages with {}.", "和 {} 没有消息。"},
    {Text::bad_date, "{}: expected a date, such as 2024-03-05, 2024-03, 2024 or yesterday",
     "{}：应为日期，例如 2024-03-05、2024-03、2024 或 昨天"},
    {Text::shown_rows, "{} to {} of {}", "第 {} 到 {} 条，共 {} 条"},
    {Text::earlier_ones, "earlier: {}", "更早：{}"},
    {Text::later_ones, "later: {}", "更晚：{}"},
    {Text::recalled, "(taken back)", "（已撤回）"},
    {Text::edited, "(edited)", "（已编辑）"},
    {Text::check_data, "Data folder", "数据目录"},
    {Text::check_disk, "Free disk", "可用磁盘"},
    {Text::check_key, "Encryption", "加密"},
    {Text::check_pages, "Database", "数据库"},
    {Text::check_store, "Store", "存储"},
    {Text::check_imports, "Imports", "导入"},
    {Text::check_archive, "Archive", "存档"},
    {Text::check_index, "Index", "索引"},
    {Text::check_port, "Address", "地址"},
    {Text::check_clock, "Clock, zone", "时钟和时区"},
    {Text::check_processor, "Processor", "处理器"},
    {Text::check_chat, "Chat model", "对话模型"},
    {Text::check_embedder, "Embedder", "向量模型"},
    {Text::check_version, "Version", "版本"},
    {Text::folder_missing, "{} is not there yet; the first import makes it",
     "{} 还不存在，第一次导入时会创建"},
    {Text::folder_no_rights, "{} cannot be read and written by you", "你没有读写 {} 的权限"},
    {Text::folder_open,
     "{} can be looked into by other people on this machine (mode {}): chmod 700",
     "这台机器上的其他人可以查看 {}（权限 {}），请 chmod 700"},
    {Text::folder_good, "{}, only for you", "{}，只有你能访问"},
    {Text::disk_low, "only {}", "只剩 {}"},
    {Text::key_on, "on (AEGIS-256)", "已开启（AEGIS-256）"},
    {Text::key_off, "off; on with --key-file", "未开启；用 --key-file 开启"},
    {Text::pages_looked_at, "looking at every page of {} ({}) …", "正在检查 {} 的每一页（{}）…"},
    {Text::pages_good, "{}, every page is well", "{}，每一页都完好"},
    {Text::pages_bad, "{} is damaged, {} faults: {}", "{} 已损坏，{} 处：{}"},
    {Text::pages_unfinished, "not all looked at within {} s; no fault so far",
     "{} 秒内没有检查完；目前没有发现问题"},
    {Text::store_counts, "{} messages, {} people, {} groups", "{} 条消息，{} 个联系人，{} 个群"},
    {Text::read_back, "{} of {} messages read back", "抽查读回 {} / {} 条"},
    {Text::answered_by, "answered by {}", "由 {} 提供"},
    {Text::imports_good, "{}, none unfinished", "{} 次，没有未完成的"},
    {Text::imports_open, "{} unfinished: the next \"kith serve\" or \"kith import\" goes on",
     "{} 次未完成：下次“kith serve”或“kith import”时继续"},
    {Text::archive_none, "none attached", "没有连接"},
    {Text::archive_attached, "{} ({})", "{}（{}）"},
    {Text::archive_gone, "{} is not there", "{} 不存在"},
    {Text::index_in_memory, "{} in memory, ready in {} s", "内存 {}，{} 秒就绪"},
    {Text::port_free, "{} is free", "{} 空闲"},
    {Text::port_ours, "{} is answered by this Kith", "{} 由本 Kith 使用"},
    {Text::port_taken, "{}: {}", "{}：{}"},
    {Text::clock_good, "{} ({})", "{}（{}）"},
    {Text::clock_wrong, "{}: this cannot be right", "{}：这不可能正确"},
    {Text::processor_is, "{}, search uses {}", "{}，搜索使用 {}"},
    {Text::chat_speed, "{}, {}; starts in {} s, writes {} tokens/s",
     "{}，{}；启动 {} 秒，每秒生成 {} 个词元"},
    {Text::embedder_speed, "{}, {}; {} short texts/s", "{}，{}；每秒处理 {} 条短文本"},
    {Text::model_absent, "{} (kith models fetch)", "{}（用 kith models fetch 获取）"},
    {Text::model_wrong, "{}: {}", "{}：{}"},
    {Text::all_well, "All is well.", "一切正常。"},
    {Text::something_wrong, "Something is wrong: {}", "有问题：{} 处"},
    {Text::head_model, "model", "模型"},
    {Text::head_size, "size", "大小"},
    {Text::head_licence, "licence", "许可"},
    {Text::model_there, "there", "已有"},
    {Text::model_missing, "missing", "缺少"},
    {Text::model_runtime, "llama.cpp, which runs the chat model", "llama.cpp，运行对话模型"},
    {Text::model_own, "Your own file answers: {}", "使用你自己的文件：{}"},
    {Text::models_are_in, "Models: {}", "模型目录：{}"},
    {Text::model_fetching, "{}: {} %, {}", "{}：{} %，{}"},
    {Text::model_fetched, "{} is there.", "{} 已就绪。"},
    {Text::models_ready, "Everything is there.", "全部已就绪。"},
    {Text::model_unknown, "there is no model \"{}\"; there are: {}",
     "没有名为“{}”的模型；可用的有：{}"},
    {Text::model_file_unknown,
     "{} is none of the files Kith knows; to answer with it: kith models use FILE",
     "{} 不是 Kith 认识的文件；若要用它来回答：kith models use 文件"},
    {Text::model_sound, "{}: the hash is right", "{}：校验正确"},
    {Text::model_damaged, "{}: damaged; delete it and fetch it again",
     "{}：已损坏，请删除后重新获取"},
    {Text::model_used, "From the next start of the chat model on, {} answers.",
     "对话模型下次启动时将使用 {}。"},
    {Text::model_default, "From the next start of the chat model on, the built-in one answers.",
     "对话模型下次启动时将使用内置模型。"},
    {Text::models_what, "say one of: list, fetch, verify, use FILE",
     "请给出其中之一：list、fetch、verify、use 文件"},
    {Text::error_prefix, "kith: {}", "kith：{}"},
    {Text::argument_error, "wrong arguments: {}", "参数有误：{}"},
    {Text::argument_unknown, "not known", "不认识的参数"},
    {Text::argument_missing, "something is missing", "缺少参数"},
    {Text::argument_value, "not possible", "参数值不对"},
    {Text::import_what, "one of PATH, --list and --undo N is needed",
     "需要且只需要以下之一：路径、--list、--undo 编号"},
    {Text::see_help, "see: {} --help", "请看：{} --help"},
    {Text::interrupted, "interrupted", "已中断"},
};
static_assert(std::size(kTexts) == kTextCount);

struct Words {
    std::string_view en, zh;
};

// By Kind.
constexpr std::array<Words, kKindCount> kKinds{{{"text", "文字"},
                                                {"photo", "图片"},
                                                {"voice", "语音"},
                                                {"video", "视频"},
                                                {"sticker", "表情"},
                                                {"card", "名片"},
                                                {"place", "位置"},
                                                {"call", "通话"},
                                                {"notice", "系统提示"},
                                                {"red packet", "红包"},
                                                {"transfer", "转账"},
                                                {"reply", "引用"},
                                                {"mini app", "小程序"},
                                                {"link", "链接"},
                                                {"file", "文件"},
                                                {"channel video", "视频号"},
                                                {"app message", "应用消息"},
                                                {"other", "其他"}}};

constexpr std::array<Words, 7> kWeekdays{{{"Sun", "周日"},
                                          {"Mon", "周一"},
                                          {"Tue", "周二"},
                                          {"Wed", "周三"},
                                          {"Thu", "周四"},
                                          {"Fri", "周五"},
                                          {"Sat", "周六"}}};

struct Reason {
    std::string_view reason, zh;
};

// What errors are about, by their stable word, else by their code.
constexpr Reason kReasons[] = {
    {"no_such_path", "这个路径不存在"},
    {"unknown_format", "没有认出聊天记录的格式"},
    {"no_reader", "没有认出聊天记录的格式"},
    {"no_chats", "里面没有聊天记录"},
    {"no_contacts", "缺少联系人数据库"},
    {"no_messages", "缺少消息目录"},
    {"no_shards", "缺少消息数据库"},
    {"locked", "数据目录正在被另一个程序使用"},
    {"wrong_key", "密钥不对"},
    {"bad_key", "密钥格式不对"},
    {"not_a_database", "不是数据库文件"},
    {"foreign_database", "这个数据库属于别的程序"},
    {"database_busy", "数据库正忙"},
    {"database_damaged", "数据库已损坏"},
    {"disk_full", "磁盘已满"},
    {"disk_error", "磁盘读写错误"},
    {"read_only", "没有写入权限"},
    {"cannot_open", "无法打开文件"},
    {"zip_damaged", "压缩包已损坏"},
    {"zip_bytes", "压缩包解开后太大"},
    {"zip_ratio", "压缩包解开后太大"},
    {"zip_entries", "压缩包里的文件太多"},
    {"vanished", "原文件不见了"},
    {"listen_address", "监听地址不对"},
    {"bind", "这个地址无法使用"},
    {"jobs_full", "排队的任务太多"},
    {"queue_full", "现在太忙"},
    {"query_long", "搜索内容太长"},
    {"query_deep", "搜索的括号太多"},
    {"shutdown", "程序正在停止"},
    {"invalid", "参数或内容有误"},
    {"not_found", "没有找到"},
    {"conflict", "现在不能这样做"},
    {"too_large", "太大"},
    {"busy", "现在太忙"},
    {"unavailable", "现在无法使用"},
    {"upstream", "对方没有正常回答"},
    {"timeout", "用时太长"},
    {"cancelled", "已取消"},
    {"unauthorized", "需要登录"},
    {"forbidden", "不允许"},
    {"internal", "内部错误"},
};

std::string_view chinese_for(std::string_view word) {
    for (const auto& entry : kReasons)
        if (entry.reason == word) return entry.zh;
    return {};
}

}  // namespace

Language language_named(std::string_view name) {
    return name.starts_with("zh") ? Language::zh : Language::en;
}

Text key_at(std::size_t i) {
    return kTexts[i].key;
}

std::string_view sentence(Text key, Language language) {
    const auto& entry = kTexts[static_cast<std::size_t>(key)];
    return language == Language::zh ? entry.zh : entry.en;
}

std::string_view word_of(Kind kind, Language language) {
    const auto index = static_cast<std::size_t>(kind);
    const auto& words = index < kKinds.size() ? kKinds[index] : kKinds.back();
    return language == Language::zh ? words.zh : words.en;
}

std::string label_of(Kind kind, Language language) {
    return kind == Kind::text ? "" : "[" + std::string{word_of(kind, language)} + "]";
}

std::string_view weekday_word(int weekday, Language language) {
    const auto& words = kWeekdays[static_cast<std::size_t>(weekday) % kWeekdays.size()];
    return language == Language::zh ? words.zh : words.en;
}

std::string told(const Error& error, Language language) {
    if (language == Language::en || error.reason() == kTold) return error.message();
    auto about = chinese_for(error.reason());
    if (about.empty()) about = chinese_for(kith::name_of(error.code()));
    if (about.empty()) return error.message();
    return std::string{about} + "（" + error.message() + "）";
}

}  // namespace kith::app::cli
