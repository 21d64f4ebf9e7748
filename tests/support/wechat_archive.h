// A small decrypted WeChat archive made by a test (layout: archive contract §1.14).
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "db/db.h"

namespace kith::test {

struct MadeContact {
    std::string username, nick, remark;
    std::int64_t flag = 3, verify_flag = 0;
    std::string avatar;
};

struct MadeMessage {
    std::int64_t time{};
    std::string sender;  // username; "" = nobody (sender id 0)
    std::int64_t type = 1;
    std::string content;
    std::int64_t flag = 0;  // WCDB_CT_message_content
    std::int64_t server_id = 0;
};

// Messages may be added to at any time; close() before somebody reads.
class WechatArchive {
  public:
    static constexpr std::string_view kMe = "wxid_me";

    explicit WechatArchive(std::filesystem::path folder, int shards = 1);
    void contact(const MadeContact& contact);
    void group(std::string_view username, std::string_view title,
               const std::vector<std::string>& members);
    void add(std::string_view chat, const std::vector<MadeMessage>& messages, int shard = 0);
    void close();
    const std::filesystem::path& folder() const { return folder_; }

  private:
    std::int64_t sender_id(db::Connection& shard, std::string_view username);

    std::filesystem::path folder_;
    std::unique_ptr<db::Connection> contacts_;
    std::vector<std::unique_ptr<db::Connection>> shards_;
    std::map<std::pair<const db::Connection*, std::string>, std::int64_t> sender_ids_;
};

}  // namespace kith::test
