// Zip files made in memory, also ones that no honest program makes.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <string>
#include <string_view>

namespace kith::sources::test {

class MadeZip {
  public:
    MadeZip() : out_{archive_write_new()}, bytes_(kRoom, '\0') {
        archive_write_set_format_zip(out_);
        archive_write_open_memory(out_, bytes_.data(), bytes_.size(), &used_);
    }
    ~MadeZip() { archive_write_free(out_); }
    MadeZip(const MadeZip&) = delete;
    MadeZip& operator=(const MadeZip&) = delete;

    MadeZip& file(const std::string& name, std::string_view bytes) {
        auto* entry = begin(name, AE_IFREG);
        archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
        archive_write_header(out_, entry);
        archive_write_data(out_, bytes.data(), bytes.size());
        archive_entry_free(entry);
        return *this;
    }
    MadeZip& link(const std::string& name, const std::string& target) {
        auto* entry = begin(name, AE_IFLNK);
        archive_entry_set_symlink(entry, target.c_str());
        archive_write_header(out_, entry);
        archive_entry_free(entry);
        return *this;
    }
    std::string bytes() {
        archive_write_close(out_);
        return bytes_.substr(0, used_);
    }

  private:
    static constexpr std::size_t kRoom = 32 << 20;
    static archive_entry* begin(const std::string& name, unsigned type) {
        auto* entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_filetype(entry, type);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_mtime(entry, 1700000000, 0);
        return entry;
    }
    archive* out_;
    std::string bytes_;
    std::size_t used_ = 0;
};

}  // namespace kith::sources::test
