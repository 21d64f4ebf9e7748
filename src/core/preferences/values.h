// What the user changes through the API: the model of preferences.json (groups, calendar, system
// contract §7.2). Every member that is empty, 0 or false is left out, in the file and on the wire,
// but the two lists of blocked ones.
#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/secret.h"
#include "json/types.h"

namespace kith::core {

template <class T>
using Kept = json::OmitDefault<T>;

struct DataProfile {
    std::string id, name, path;
    Kept<std::int64_t> last_indexed_at;  // Unix seconds
};
BOOST_DESCRIBE_STRUCT(DataProfile, (), (id, name, path, last_indexed_at))

struct LlmProfile {
    std::string id, name, provider;
    Kept<Secret> api_key;
    Kept<std::string> base_url, model;
    Kept<bool> no_think;
    Kept<std::string> reasoning_effort;  // "", off, low, medium, high
};
BOOST_DESCRIBE_STRUCT(LlmProfile, (),
                      (id, name, provider, api_key, base_url, model, no_think, reasoning_effort))

struct ImageProfile {
    std::string id, name, provider;
    Kept<Secret> api_key;
    Kept<std::string> base_url, model;
};
BOOST_DESCRIBE_STRUCT(ImageProfile, (), (id, name, provider, api_key, base_url, model))

struct CustomAnniversary {
    std::string id, title, date;  // YYYY-MM-DD
    bool recurring{};
    Kept<std::string> username;
};
BOOST_DESCRIBE_STRUCT(CustomAnniversary, (), (id, title, date, recurring, username))

struct MachinePreferences {
    std::int64_t schema_version{};
    Kept<std::string> data_dir, log_dir, download_dir;
    Kept<bool> demo_mode;
    Kept<std::vector<DataProfile>> data_dir_profiles;
    Kept<std::string> port, gin_mode, timezone;
    Kept<std::int64_t> late_night_start_hour, late_night_end_hour, session_gap_seconds,
        worker_count, late_night_min_messages, late_night_top_n;
    Kept<std::int64_t> default_init_from, default_init_to;  // Unix seconds
    Kept<std::string> log_level;
};
BOOST_DESCRIBE_STRUCT(MachinePreferences, (),
                      (schema_version, data_dir, log_dir, download_dir, demo_mode,
                       data_dir_profiles, port, gin_mode, timezone, late_night_start_hour,
                       late_night_end_hour, session_gap_seconds, worker_count,
                       late_night_min_messages, late_night_top_n, default_init_from,
                       default_init_to, log_level))

struct PeoplePreferences {
    std::vector<std::string> blocked_users, blocked_groups;
    Kept<bool> privacy_mode;
    Kept<Secret> lock_pin_hash;
    Kept<std::int64_t> auto_lock_minutes;
    Kept<bool> lock_on_startup;
    Kept<std::vector<std::string>> forecast_ignored, flirt_excluded;
    Kept<std::vector<CustomAnniversary>> custom_anniversaries;
    Kept<std::map<std::string, std::string>> prompt_templates;
};
BOOST_DESCRIBE_STRUCT(PeoplePreferences, (),
                      (blocked_users, blocked_groups, privacy_mode, lock_pin_hash,
                       auto_lock_minutes, lock_on_startup, forecast_ignored, flirt_excluded,
                       custom_anniversaries, prompt_templates))

struct ModelPreferences {
    Kept<std::vector<LlmProfile>> llm_profiles;
    Kept<std::string> llm_provider;
    Kept<Secret> llm_api_key;
    Kept<std::string> llm_base_url, llm_model;  // these four: the first profile again
    Kept<std::string> ai_analysis_db_path;
    Kept<std::string> embedding_provider;
    Kept<Secret> embedding_api_key;
    Kept<std::string> embedding_base_url, embedding_model;
    Kept<std::int64_t> embedding_dims, vec_cache_max_keys;
    Kept<std::string> mem_llm_base_url, mem_llm_model;
    Kept<std::string> gemini_client_id;
    Kept<Secret> gemini_client_secret, gemini_access_token, gemini_refresh_token;
    Kept<std::int64_t> gemini_token_expiry;  // Unix seconds
};
BOOST_DESCRIBE_STRUCT(ModelPreferences, (),
                      (llm_profiles, llm_provider, llm_api_key, llm_base_url, llm_model,
                       ai_analysis_db_path, embedding_provider, embedding_api_key,
                       embedding_base_url, embedding_model, embedding_dims, vec_cache_max_keys,
                       mem_llm_base_url, mem_llm_model, gemini_client_id, gemini_client_secret,
                       gemini_access_token, gemini_refresh_token, gemini_token_expiry))

struct MediaPreferences {
    Kept<std::string> podcast_tts_base_url;
    Kept<Secret> podcast_tts_api_key;
    Kept<std::string> podcast_tts_model, podcast_tts_voice_a, podcast_tts_voice_b;
    Kept<bool> image_enabled;
    Kept<std::vector<ImageProfile>> image_profiles;
    Kept<std::string> image_provider;
    Kept<Secret> image_api_key;
    Kept<std::string> image_base_url, image_model;
};
BOOST_DESCRIBE_STRUCT(MediaPreferences, (),
                      (podcast_tts_base_url, podcast_tts_api_key, podcast_tts_model,
                       podcast_tts_voice_a, podcast_tts_voice_b, image_enabled, image_profiles,
                       image_provider, image_api_key, image_base_url, image_model))

struct ExportPreferences {
    Kept<Secret> notion_token;
    Kept<std::string> notion_parent_page, feishu_app_id;
    Kept<Secret> feishu_app_secret;
    Kept<std::string> feishu_folder_token, webdav_url, webdav_username;
    Kept<Secret> webdav_password;
    Kept<std::string> webdav_path, s3_endpoint, s3_region, s3_bucket, s3_access_key;
    Kept<Secret> s3_secret_key;
    Kept<std::string> s3_path_prefix;
    Kept<bool> s3_use_path_style;
    Kept<Secret> dropbox_token;
    Kept<std::string> dropbox_path, gdrive_client_id;
    Kept<Secret> gdrive_client_secret, gdrive_access_token, gdrive_refresh_token;
    Kept<std::int64_t> gdrive_token_expiry;  // Unix seconds
    Kept<std::string> gdrive_folder_id, onedrive_client_id, onedrive_tenant;
    Kept<Secret> onedrive_client_secret, onedrive_access_token, onedrive_refresh_token;
    Kept<std::int64_t> onedrive_token_expiry;  // Unix seconds
    Kept<std::string> onedrive_folder_path;
    Kept<Secret> mobile_pairing_token;
};
BOOST_DESCRIBE_STRUCT(ExportPreferences, (),
                      (notion_token, notion_parent_page, feishu_app_id, feishu_app_secret,
                       feishu_folder_token, webdav_url, webdav_username, webdav_password,
                       webdav_path, s3_endpoint, s3_region, s3_bucket, s3_access_key, s3_secret_key,
                       s3_path_prefix, s3_use_path_style, dropbox_token, dropbox_path,
                       gdrive_client_id, gdrive_client_secret, gdrive_access_token,
                       gdrive_refresh_token, gdrive_token_expiry, gdrive_folder_id,
                       onedrive_client_id, onedrive_tenant, onedrive_client_secret,
                       onedrive_access_token, onedrive_refresh_token, onedrive_token_expiry,
                       onedrive_folder_path, mobile_pairing_token))

struct PreferenceValues : MachinePreferences,
                          PeoplePreferences,
                          ModelPreferences,
                          MediaPreferences,
                          ExportPreferences {};
BOOST_DESCRIBE_STRUCT(PreferenceValues,
                      (MachinePreferences, PeoplePreferences, ModelPreferences, MediaPreferences,
                       ExportPreferences),
                      ())

}  // namespace kith::core
