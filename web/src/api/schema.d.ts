// Made by scripts/api-types.mjs from `kith serve --dump-openapi`. Do not edit.

/** A body of server-sent events: read it with api/sse. */
export type EventStream = { events: true };

export interface Schemas {
  ActiveView: {
    username: string;
    display_name: string;
    small_head_url: string;
    count: number;
    is_group: boolean;
    chat: string;
  };
  AddChatBody: {
    request_id?: string;
    user_id?: string;
    role?: string;
    msg?: string;
    session_id?: string;
    session_title?: string;
  };
  AddUserBody: {
    request_id?: string;
    user_id?: string;
    user_name?: string;
    phone?: string;
    email?: string;
  };
  Added: { request_id: string; ok: number; failed: string; session_id: string };
  AppSessionView: {
    user_id: string;
    session_id: string;
    session_title: string;
    chat: number;
    active: number;
    messages: number;
  };
  AppSessionsView: { sessions: Schemas["AppSessionView"][]; more: boolean };
  ArchiveState: {
    state: string;
    generation: number;
    people: number;
    groups: number;
    messages: number;
    first: number;
    last: number;
    progress: Schemas["JobInfo"] | null;
  };
  Auth: { required: boolean };
  BatchBody: { get?: string[] };
  BeginBody: { name?: string; bytes?: number };
  Boot: {
    version: string;
    mode: string;
    lang: string;
    timezone: string;
    self: Schemas["Self"] | null;
    auth: Schemas["Auth"];
    lock: Schemas["LockSettings"];
    archive: Schemas["ArchiveState"];
    model: Schemas["Model"];
    egress: Schemas["Egress"];
    jobs: Schemas["JobInfo"][];
    prefs: Schemas["Prefs"];
    folder: string;
  };
  Browsed: {
    path: string;
    parent: string;
    entries: Schemas["FolderEntry"][];
    truncated: boolean;
  };
  Cancelled: { cancelled: boolean };
  Chat: { role: string; msg: string };
  ChatMessage: {
    time: string;
    content: string;
    is_mine: boolean;
    type: number;
    date?: string;
    id: number;
  };
  ChoiceView: { id: string; name: string; group: boolean };
  ContactView: {
    username: string;
    nickname: string;
    remark: string;
    alias: string;
    flag: number;
    description: string;
    big_head_url: string;
    small_head_url: string;
    total_messages: number;
    their_messages: number;
    my_messages: number;
    their_chars: number;
    my_chars: number;
    first_message_time: string;
    last_message_time: string;
    first_message_ts?: number;
    last_message_ts?: number;
    first_msg: string;
    emoji_count: number;
    type_pct: Record<string, number>;
    type_cnt: Record<string, number>;
    shared_groups_count: number;
    peak_monthly: number;
    peak_period: string;
    recent_monthly: number;
    recall_count: number;
    avg_msg_len: number;
    money_count: number;
    chat: string;
  };
  CustomAnniversary: {
    id: string;
    title: string;
    date: string;
    recurring: boolean;
    username?: string;
  };
  DataDir: { status: string; path: string; message: string; warnings?: string[] };
  DataProfile: { id: string; name: string; path: string; last_indexed_at?: number };
  Dates: { dates: string[] };
  DayView: { contacts: Schemas["ActiveView"][]; groups: Schemas["ActiveView"][] };
  Diagnostics: {
    generated_at: string;
    data_dir: Schemas["DataDir"];
    index: Schemas["Index"];
    llm_profiles: Schemas["ProfileHealth"][];
    disk: Schemas["Disk"];
  };
  Directory: {
    generation: number;
    ids: string[];
    chats: number[];
    people: number[];
    names: string[];
    alt: string[];
    kind: number[];
    source: string[];
    count: number[];
    last_ts: number[];
    avatar: string[];
  };
  Disk: {
    status: string;
    ai_analysis_db_path: string;
    ai_analysis_db_size: number;
    avatar_cache_dir: string;
    avatar_cache_size: number;
    avatar_cache_file_count: number;
    message: string;
  };
  Done: { request_id: string; ok: number; failed: string };
  Egress: { sealed: boolean; calls: number; bytes: number };
  ErrorBody: { error: string };
  FacetView: { id: number; name: string; count: number };
  FacetsView: {
    chat: Schemas["FacetView"][];
    person: Schemas["FacetView"][];
    month: Record<string, number>;
    type: Record<string, number>;
    other_chats: number;
    other_chats_count: number;
    other_people: number;
    other_people_count: number;
  };
  FailedBody: { request_id: string; ok: number; failed: string };
  FolderEntry: { name: string; path: string; is_folder: boolean; format: string };
  Found: {
    username: string;
    display_name: string;
    small_head_url: string;
    messages: Schemas["ChatMessage"][];
    count: number;
    is_group: boolean;
    chat: string;
    total: number;
  };
  FoundView: {
    total: number;
    took_ms: number;
    exact: boolean;
    sort: string;
    hits: Schemas["HitView"][];
    facets?: Schemas["FacetsView"];
    cursor: string;
    problems: Schemas["ProblemView"][];
    error_at?: number;
  };
  GlobalView: {
    total_friends: number;
    zero_msg_friends: number;
    total_messages: number;
    busiest_day: string;
    busiest_day_count: number;
    midnight_champ: string;
    emoji_king: string;
    monthly_trend: Record<string, number>;
    group_monthly_trend: Record<string, number>;
    hourly_heatmap: number[];
    group_hourly_heatmap: number[];
    type_mix: Record<string, number>;
    type_distribution: Record<string, number>;
    late_night_ranking: Schemas["NightView"][];
  };
  Health: { status: string; db_connected: number };
  Heatmap: { heatmap: Record<string, number> };
  HitView: {
    id: number;
    chat: number;
    chat_name: string;
    is_group: boolean;
    ts: number;
    sender: number;
    sender_name: string;
    is_mine: boolean;
    type: string;
    text: string;
    marks: [number, number][];
    cut?: boolean;
  };
  ImErrorBody: {
    code: number;
    message: string;
    detail: string;
    details: string | null;
    timestamp: string;
  };
  ImListView: {
    messages: Schemas["MessageView"][];
    total: number;
    page: number;
    page_size: number;
  };
  ImageProfile: {
    id: string;
    name: string;
    provider: string;
    api_key?: string;
    base_url?: string;
    model?: string;
  };
  ImportBody: {
    sources?: Schemas["SourceBody"][];
    me?: string;
    timezone?: string;
    dry_run?: boolean;
  };
  ImportReport: {
    new: number;
    duplicate: number;
    changed: number;
    skipped: Schemas["Skipped"][];
    media_missing: number;
    people: number;
    chats: number;
    seconds: number;
    warnings: string[];
  };
  ImportView: {
    id: number;
    path: string;
    format: string;
    state: string;
    started: number;
    ended: number | null;
    undone_at: number | null;
    report: Schemas["ImportReport"];
    error: string;
  };
  Index: {
    status: string;
    is_initialized: boolean;
    is_indexing: boolean;
    total_cached: number;
    last_error?: string;
    message: string;
  };
  IndexProgress: { done: number; total: number; current_contact: string; elapsed_ms: number };
  IndexStatus: {
    is_indexing: boolean;
    is_initialized: boolean;
    total_cached: number;
    last_error?: string;
    progress?: Schemas["IndexProgress"];
  };
  Info: {
    app_mode: boolean;
    needs_setup: boolean;
    ready: boolean;
    version: string;
    platform: string;
    data_dir: string;
    reason: string;
    probed_paths: string[];
    can_demo: boolean;
    self_info: Schemas["SelfInfo"] | null;
  };
  InitBody: { from?: number; to?: number };
  ItemView: {
    id: number;
    ts: number;
    sender: number;
    name: string;
    is_mine: boolean;
    type: string;
    text: string;
    quote?: Schemas["QuoteView"];
    media?: Schemas["MediaView"];
    pay?: Schemas["PayView"];
    edited?: boolean;
    recalled?: boolean;
    cut?: boolean;
  };
  JobInfo: {
    id: number;
    kind: string;
    label: string;
    state: Schemas["JobState"];
    done: number;
    total: number;
    rate: number;
    eta_s: number | null;
    detail: string;
    error: string;
    subject: number;
  };
  JobState: "queued" | "running" | "paused" | "done" | "failed" | "cancelled";
  KnownEmbedder: { id: string; base_url: string; model: string; dimensions: number };
  KnownProvider: { id: string; base_url: string; model: string };
  ListView: {
    records: Schemas["RecordView"][];
    total: number;
    page: number;
    page_size: number;
  };
  Listed: { imports: Schemas["ImportView"][] };
  LlmProfile: {
    id: string;
    name: string;
    provider: string;
    api_key?: string;
    base_url?: string;
    model?: string;
    no_think?: boolean;
    reasoning_effort?: string;
  };
  LlmProfileInput: {
    id?: string;
    name?: string;
    provider?: string;
    api_key?: string;
    base_url?: string;
    model?: string;
    no_think?: boolean;
    reasoning_effort?: string;
  };
  LlmSettings: {
    llm_profiles?: Schemas["LlmProfileInput"][];
    llm_provider?: string;
    llm_api_key?: string;
    llm_base_url?: string;
    llm_model?: string;
    gemini_client_id?: string;
    gemini_client_secret?: string;
    ai_analysis_db_path?: string;
    embedding_provider?: string;
    embedding_api_key?: string;
    embedding_base_url?: string;
    embedding_model?: string;
    embedding_dims?: number;
    mem_llm_base_url?: string;
    mem_llm_model?: string;
  };
  LlmTestBody: { profile_id?: string };
  LockSaved: { status: string };
  LockSettings: { enabled: boolean; auto_lock_minutes: number; lock_on_startup: boolean };
  LockSettingsBody: { auto_lock_minutes?: number; lock_on_startup?: boolean };
  MediaView: {
    kind: string;
    name: string;
    bytes: number;
    seconds: number;
    src?: string;
    url?: string;
    description?: string;
  };
  MessageView: {
    id: number;
    message_id: string;
    session_id: string;
    from_user_id: string;
    msg_type: string;
    msg_content: string;
    created_at: string;
  };
  Model: { id: string; name: string; provider: string; local: boolean; ready: boolean };
  ModelsAnswer: {
    chat: Schemas["State"];
    embedder: Schemas["State"];
    answers: Schemas["Standing"];
    remembers: Schemas["Standing"];
    embeds: Schemas["Standing"];
    providers: Schemas["KnownProvider"][];
    embedders: Schemas["KnownEmbedder"][];
  };
  Name: { session_id: string; session_title: string };
  Names: { request_id: string; ok: number; failed: string; sessions: Schemas["Name"][] };
  NightView: {
    name: string;
    late_night_count: number;
    total_messages: number;
    ratio: number;
    username: string;
  };
  OwnErrorBody: { error: string; reason?: string };
  OwnHealth: { status: string; version: string };
  OwnListed: { jobs: Schemas["JobInfo"][] };
  OwnerCandidate: { id: string; name: string; sample: string };
  PayView: { amount: string; memo: string; step: number };
  Phase: "absent" | "preparing" | "ready" | "starting" | "running" | "stopped" | "failed";
  PinBody: { pin?: string };
  PinChangeBody: { old_pin?: string; new_pin?: string };
  PinChecked: { ok: boolean };
  PreferenceValues: {
    schema_version: number;
    data_dir?: string;
    log_dir?: string;
    download_dir?: string;
    demo_mode?: boolean;
    data_dir_profiles?: Schemas["DataProfile"][];
    port?: string;
    gin_mode?: string;
    timezone?: string;
    late_night_start_hour?: number;
    late_night_end_hour?: number;
    session_gap_seconds?: number;
    worker_count?: number;
    late_night_min_messages?: number;
    late_night_top_n?: number;
    default_init_from?: number;
    default_init_to?: number;
    log_level?: string;
    blocked_users: string[];
    blocked_groups: string[];
    privacy_mode?: boolean;
    lock_pin_hash?: string;
    auto_lock_minutes?: number;
    lock_on_startup?: boolean;
    forecast_ignored?: string[];
    flirt_excluded?: string[];
    custom_anniversaries?: Schemas["CustomAnniversary"][];
    prompt_templates?: Record<string, string>;
    llm_profiles?: Schemas["LlmProfile"][];
    llm_provider?: string;
    llm_api_key?: string;
    llm_base_url?: string;
    llm_model?: string;
    ai_analysis_db_path?: string;
    embedding_provider?: string;
    embedding_api_key?: string;
    embedding_base_url?: string;
    embedding_model?: string;
    embedding_dims?: number;
    vec_cache_max_keys?: number;
    mem_llm_base_url?: string;
    mem_llm_model?: string;
    gemini_client_id?: string;
    gemini_client_secret?: string;
    gemini_access_token?: string;
    gemini_refresh_token?: string;
    gemini_token_expiry?: number;
    podcast_tts_base_url?: string;
    podcast_tts_api_key?: string;
    podcast_tts_model?: string;
    podcast_tts_voice_a?: string;
    podcast_tts_voice_b?: string;
    image_enabled?: boolean;
    image_profiles?: Schemas["ImageProfile"][];
    image_provider?: string;
    image_api_key?: string;
    image_base_url?: string;
    image_model?: string;
    notion_token?: string;
    notion_parent_page?: string;
    feishu_app_id?: string;
    feishu_app_secret?: string;
    feishu_folder_token?: string;
    webdav_url?: string;
    webdav_username?: string;
    webdav_password?: string;
    webdav_path?: string;
    s3_endpoint?: string;
    s3_region?: string;
    s3_bucket?: string;
    s3_access_key?: string;
    s3_secret_key?: string;
    s3_path_prefix?: string;
    s3_use_path_style?: boolean;
    dropbox_token?: string;
    dropbox_path?: string;
    gdrive_client_id?: string;
    gdrive_client_secret?: string;
    gdrive_access_token?: string;
    gdrive_refresh_token?: string;
    gdrive_token_expiry?: number;
    gdrive_folder_id?: string;
    onedrive_client_id?: string;
    onedrive_tenant?: string;
    onedrive_client_secret?: string;
    onedrive_access_token?: string;
    onedrive_refresh_token?: string;
    onedrive_token_expiry?: number;
    onedrive_folder_path?: string;
    mobile_pairing_token?: string;
  };
  PreferencesSaved: { ok: boolean };
  Prefs: { timezone: string; language: string };
  ProblemView: {
    first: number;
    last: number;
    reason: string;
    message: string;
    choices: Schemas["ChoiceView"][];
  };
  ProfileHealth: {
    status: string;
    name: string;
    provider: string;
    model: string;
    base_url?: string;
    has_api_key: boolean;
    latency_ms?: number;
    message: string;
  };
  QuoteView: { id: string; name: string; text: string };
  RecordView: {
    id: number;
    record_id: string;
    session_id: string;
    user_message_id: string;
    ai_message_id: string | null;
    status: number;
    duration_ms: number | null;
    error_message: string | null;
    created_at: string;
  };
  ScanBody: { path?: string; upload?: string };
  Scanned: { sources: Schemas["ScannedSource"][] };
  ScannedSource: {
    path: string;
    format: string;
    account: string;
    confidence: number;
    chats: number;
    messages: number;
    first: number;
    last: number;
    me: Schemas["OwnerCandidate"][];
    warnings: string[];
  };
  Self: { id: string; name: string; avatar: string };
  SelfInfo: { wxid: string; avatar_url: string; nickname: string };
  SendBody: { content?: string; session_id?: string };
  SessionBody: { request_id?: string; user_id?: string; session_id?: string };
  SessionView: {
    session_id: string;
    last: Schemas["MessageView"] | null;
    count: number;
    pending: number;
  };
  SessionsSessionView: {
    request_id: string;
    user_id: string;
    session_id: string;
    ok: number;
    failed: string;
    chats: Schemas["Chat"][];
    session_title: string;
  };
  SetupAnswer: { status: string; warnings: string[] };
  SetupBody: {
    data_dir?: string;
    log_dir?: string;
    default_init_from?: number;
    default_init_to?: number;
  };
  Skipped: { reason: string; count: number; sample: string };
  SourceBody: { path?: string; upload?: string };
  Standing: {
    id: string;
    name: string;
    provider: string;
    model: string;
    local: boolean;
    ready: boolean;
    reason: string;
  };
  Started: { status: string };
  State: {
    phase: Schemas["Phase"];
    name: string;
    bytes: number;
    percent: number | null;
    eta_s: number | null;
    detail: string;
    reason: string;
    start_s: number | null;
    prompt_per_s: number;
    token_per_s: number;
    restarts: number;
  };
  Tested: { ok: boolean; provider: string; model: string };
  TicketBody: { user_id?: string };
  TicketView: { ticket: string; expires_in: number };
  TrendPoint: { date: string; count: number };
  Upload: {
    id: string;
    name: string;
    bytes: number;
    received: number;
    sha256: string;
    complete: boolean;
  };
  UserBody: { request_id?: string; user_id?: string };
  UserView: {
    request_id: string;
    user_id: string;
    user_name: string;
    phone: string;
    email: string;
    ok: number;
    failed: string;
  };
  WindowView: {
    items: Schemas["ItemView"][];
    before?: number;
    after?: number;
    ordinal: number;
    total: number;
    months: Record<string, number>;
  };
}

export interface Paths {
  "/add_chat": {
    /** V07 Add a message of the user or of the assistant */
    post: { params: {}; body: Schemas["AddChatBody"]; answer: Schemas["Added"] };
  };
  "/add_user": {
    /** V01 Add or update a user */
    post: { params: {}; body: Schemas["AddUserBody"]; answer: Schemas["Done"] };
  };
  "/api/ai/llm/test": {
    /** W047 Say one word to a model profile, the default one without profile_id */
    post: { params: {}; body: Schemas["LlmTestBody"]; answer: Schemas["Tested"] };
  };
  "/api/ai/records": {
    /** I04 AI records of a session */
    get: {
      params: { session_id: string; page?: number; page_size?: number; order?: string };
      body: undefined;
      answer: Schemas["ListView"];
    };
  };
  "/api/ai/vec/test-embedding": {
    /** W065 Make a vector of one word with the embedding settings */
    post: { params: {}; body: undefined; answer: Schemas["Tested"] };
  };
  "/api/app/browse": {
    /** W120 Folders of this machine, to pick an archive */
    get: {
      params: { path?: string; prompt?: string };
      body: undefined;
      answer: Schemas["Browsed"];
    };
  };
  "/api/app/info": {
    /** W116 Version, mode, and whether an archive is attached */
    get: { params: {}; body: undefined; answer: Schemas["Info"] };
  };
  "/api/app/setup": {
    /** W117 Attach an archive; an empty folder means the demo archive */
    post: { params: {}; body: Schemas["SetupBody"]; answer: Schemas["SetupAnswer"] };
  };
  "/api/avatar": {
    /** W131 A remote avatar, cached */
    get: { params: { url: string }; body: undefined; answer: unknown };
  };
  "/api/calendar/day": {
    /** W042 Who was active on a day */
    get: { params: { date: string }; body: undefined; answer: Schemas["DayView"] };
  };
  "/api/calendar/heatmap": {
    /** W040 Messages per day */
    get: { params: {}; body: undefined; answer: Schemas["Heatmap"] };
  };
  "/api/calendar/messages": {
    /** W043 Messages of a day and chat */
    get: {
      params: { date: string; username: string; is_group?: boolean | 0 | 1 };
      body: undefined;
      answer: unknown;
    };
  };
  "/api/calendar/trend": {
    /** W041 Messages per day, the last days */
    get: { params: { days?: number }; body: undefined; answer: Schemas["TrendPoint"][] };
  };
  "/api/cancel-index": {
    /** W003 Stop a running index */
    post: { params: {}; body: undefined; answer: Schemas["Cancelled"] };
  };
  "/api/contacts/active-dates": {
    /** Days with messages of a person or group */
    get: { params: { username: string }; body: undefined; answer: Schemas["Dates"] };
  };
  "/api/contacts/export": {
    /** W015 Export one contact, newest 50,000 */
    get: {
      params: { username: string; from?: number; to?: number };
      body: undefined;
      answer: Schemas["ChatMessage"][];
    };
  };
  "/api/contacts/messages": {
    /** W012 Messages of one day */
    get: {
      params: { username: string; date: string };
      body: undefined;
      answer: Schemas["ChatMessage"][];
    };
  };
  "/api/contacts/messages/month": {
    /** W013 Texts of one month */
    get: {
      params: { username: string; month: string; include_mine?: boolean | 0 | 1 };
      body: undefined;
      answer: Schemas["ChatMessage"][];
    };
  };
  "/api/contacts/search": {
    /** W014 Search in one contact, newest 200 */
    get: {
      params: { username: string; q: string; include_mine?: boolean | 0 | 1 };
      body: undefined;
      answer: Schemas["ChatMessage"][];
    };
  };
  "/api/contacts/stats": {
    /** W006 All contacts with their statistics */
    get: { params: {}; body: undefined; answer: Schemas["ContactView"][] };
  };
  "/api/diagnostics": {
    /** W004 Health of archive, index, models and disk */
    get: { params: {}; body: undefined; answer: Schemas["Diagnostics"] };
  };
  "/api/global": {
    /** W007 Totals over all contacts */
    get: { params: {}; body: undefined; answer: Schemas["GlobalView"] };
  };
  "/api/health": {
    /** W005 Number of message databases */
    get: { params: {}; body: undefined; answer: Schemas["Health"] };
  };
  "/api/im/ticket": {
    /** X14 A ticket that lets one WebSocket of a user in, once, within a minute */
    post: { params: {}; body: Schemas["TicketBody"]; answer: Schemas["TicketView"] };
  };
  "/api/init": {
    /** W001 Start counting over a range, in the background */
    post: { params: {}; body: Schemas["InitBody"]; answer: Schemas["Started"] };
  };
  "/api/kith/apps/sessions": {
    /** X21 Sessions of other programs, latest activity first */
    get: {
      params: { limit?: number };
      body: undefined;
      answer: Schemas["AppSessionsView"];
    };
  };
  "/api/kith/batch": {
    /** X02 Several GETs in one request, as lines of JSON */
    post: { params: {}; body: Schemas["BatchBody"]; answer: unknown };
  };
  "/api/kith/boot": {
    /** X01 State of the program and its archive */
    get: { params: {}; body: undefined; answer: Schemas["Boot"] };
  };
  "/api/kith/chats/{id}/window": {
    /** X05 A window of a conversation */
    get: {
      params: {
        id: string | number;
        around?: number;
        at?: string;
        before?: number;
        after?: number;
        limit?: number;
      };
      body: undefined;
      answer: Schemas["WindowView"];
    };
  };
  "/api/kith/directory": {
    /** X03 All people and groups in columns */
    get: { params: {}; body: undefined; answer: Schemas["Directory"] };
  };
  "/api/kith/events": {
    /** X11 Events: job, archive, live; goes on after Last-Event-ID */
    get: { params: {}; body: undefined; answer: EventStream };
  };
  "/api/kith/find": {
    /** X04 Find messages with the search language */
    get: {
      params: {
        q: string;
        sort?: string;
        cursor?: string;
        limit?: number;
        facets?: boolean | 0 | 1;
        mode?: string;
      };
      body: undefined;
      answer: Schemas["FoundView"];
    };
  };
  "/api/kith/im/sessions": {
    /** X14 Sessions of the IM surface, latest activity first */
    get: { params: {}; body: undefined; answer: Schemas["SessionView"][] };
  };
  "/api/kith/imports": {
    /** X09 All imports, newest first */
    get: { params: {}; body: undefined; answer: Schemas["Listed"] };
    /** X09 Import: answers with the job, or with 200 and the report of a dry run */
    post: { params: {}; body: Schemas["ImportBody"]; answer: Schemas["JobInfo"] };
  };
  "/api/kith/imports/scan": {
    /** X08 What lies at a path, without importing it */
    post: { params: {}; body: Schemas["ScanBody"]; answer: Schemas["Scanned"] };
  };
  "/api/kith/imports/{id}": {
    /** X09 One import with its report */
    get: {
      params: { id: string | number };
      body: undefined;
      answer: Schemas["ImportView"];
    };
  };
  "/api/kith/imports/{id}/undo": {
    /** X10 Take an import out again, as a job */
    post: { params: { id: string | number }; body: undefined; answer: Schemas["JobInfo"] };
  };
  "/api/kith/jobs": {
    /** X11 Jobs, newest first */
    get: { params: {}; body: undefined; answer: Schemas["OwnListed"] };
  };
  "/api/kith/jobs/{id}": {
    /** X11 One job */
    get: { params: { id: string | number }; body: undefined; answer: Schemas["JobInfo"] };
  };
  "/api/kith/jobs/{id}/cancel": {
    /** X11 Cancel a job */
    post: { params: { id: string | number }; body: undefined; answer: Schemas["JobInfo"] };
  };
  "/api/kith/jobs/{id}/pause": {
    /** X11 Pause a job */
    post: { params: { id: string | number }; body: undefined; answer: Schemas["JobInfo"] };
  };
  "/api/kith/jobs/{id}/resume": {
    /** X11 Let a paused job go on */
    post: { params: { id: string | number }; body: undefined; answer: Schemas["JobInfo"] };
  };
  "/api/kith/models": {
    /** X20 Which models answer, the state of those inside, providers known by name */
    get: { params: {}; body: undefined; answer: Schemas["ModelsAnswer"] };
  };
  "/api/kith/uploads": {
    /** X07 Announce a file */
    post: { params: {}; body: Schemas["BeginBody"]; answer: Schemas["Upload"] };
  };
  "/api/kith/uploads/{id}": {
    /** X07 How far a file is */
    get: { params: { id: string | number }; body: undefined; answer: Schemas["Upload"] };
    /** X07 A piece of at most 8 MiB */
    put: {
      params: { id: string | number; offset: number };
      body: undefined;
      answer: Schemas["Upload"];
    };
    /** X07 Remove a file */
    delete: { params: { id: string | number }; body: undefined; answer: unknown };
  };
  "/api/lock/change": {
    /** W092 Change the PIN */
    post: { params: {}; body: Schemas["PinChangeBody"]; answer: Schemas["PinChecked"] };
  };
  "/api/lock/disable": {
    /** W093 Forget the PIN and the settings of the lock */
    post: { params: {}; body: Schemas["PinBody"]; answer: Schemas["PinChecked"] };
  };
  "/api/lock/settings": {
    /** W094 Minutes until the page locks itself, lock at the start */
    put: { params: {}; body: Schemas["LockSettingsBody"]; answer: Schemas["LockSaved"] };
  };
  "/api/lock/setup": {
    /** W090 Set the first PIN, 4 to 32 bytes */
    post: { params: {}; body: Schemas["PinBody"]; answer: Schemas["LockSaved"] };
  };
  "/api/lock/status": {
    /** W089 Whether a PIN is set, and when the page locks itself */
    get: { params: {}; body: undefined; answer: Schemas["LockSettings"] };
  };
  "/api/lock/verify": {
    /** W091 Check the PIN; after five wrong ones in a row 429 with a growing wait */
    post: { params: {}; body: Schemas["PinBody"]; answer: Schemas["PinChecked"] };
  };
  "/api/message/list": {
    /** I03 Messages of a session */
    get: {
      params: { session_id: string; page?: number; page_size?: number; order?: string };
      body: undefined;
      answer: Schemas["ImListView"];
    };
  };
  "/api/message/send": {
    /** I01 Send a message; the reply follows */
    post: {
      params: { user_id?: string };
      body: Schemas["SendBody"];
      answer: Schemas["MessageView"];
    };
  };
  "/api/message/{message_id}": {
    /** I02 One message */
    get: {
      params: { message_id: string | number };
      body: undefined;
      answer: Schemas["MessageView"];
    };
  };
  "/api/preferences": {
    /** W076 All preferences as they are stored; __HAS_KEY__ stands for a secret */
    get: { params: {}; body: undefined; answer: Schemas["PreferenceValues"] };
  };
  "/api/preferences/llm": {
    /** W078 Replace the settings of models: what is absent is cleared, a masked or empty secret stays */
    put: {
      params: {};
      body: Schemas["LlmSettings"];
      answer: Schemas["PreferencesSaved"];
    };
  };
  "/api/search": {
    /** W044 Search everything, newest five of each chat */
    get: {
      params: { q: string; type?: string };
      body: undefined;
      answer: Schemas["Found"][];
    };
  };
  "/api/status": {
    /** W002 State and progress of the index */
    get: { params: {}; body: undefined; answer: Schemas["IndexStatus"] };
  };
  "/api/swagger.json": {
    /** W133 This description */
    get: { params: {}; body: undefined; answer: unknown };
  };
  "/delete_sessions": {
    /** V04 Delete all sessions of a user */
    post: { params: {}; body: Schemas["UserBody"]; answer: Schemas["Done"] };
  };
  "/delete_specific_session": {
    /** V03 Delete one session */
    post: { params: {}; body: Schemas["SessionBody"]; answer: Schemas["Done"] };
  };
  "/health": {
    /** I05 The process is alive */
    get: { params: {}; body: undefined; answer: Schemas["OwnHealth"] };
  };
  "/query_session_info": {
    /** V06 The chats of a session, oldest first */
    post: {
      params: {};
      body: Schemas["SessionBody"];
      answer: Schemas["SessionsSessionView"];
    };
  };
  "/query_session_names": {
    /** V05 List the sessions of a user, latest activity first */
    post: { params: {}; body: Schemas["UserBody"]; answer: Schemas["Names"] };
  };
  "/query_user_info": {
    /** V02 Read a user */
    post: { params: {}; body: Schemas["UserBody"]; answer: Schemas["UserView"] };
  };
  "/ws/{user_id}": {
    /** I06 The WebSocket of a user */
    get: {
      params: { user_id: string | number; after?: string; stream?: string; ticket?: string };
      body: undefined;
      answer: unknown;
    };
  };
}
