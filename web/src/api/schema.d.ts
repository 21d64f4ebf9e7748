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
  DataDir: { status: string; path: string; message: string; warnings?: string[] };
  Dates: { dates: string[] };
  DayView: { contacts: Schemas["ActiveView"][]; groups: Schemas["ActiveView"][] };
  Diagnostics: {
    generated_at: string;
    data_dir: Schemas["DataDir"];
    index: Schemas["Index"];
    llm_profiles: Schemas["LlmProfile"][];
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
  Listed: { imports: Schemas["ImportView"][] };
  LlmProfile: {
    status: string;
    name: string;
    provider: string;
    model: string;
    message: string;
  };
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
  Model: { id: string; name: string; provider: string; local: boolean; ready: boolean };
  NightView: {
    name: string;
    late_night_count: number;
    total_messages: number;
    ratio: number;
    username: string;
  };
  OwnErrorBody: { error: string; reason?: string };
  OwnErrorBody2: {
    code: number;
    message: string;
    detail: string;
    details: string | null;
    timestamp: string;
  };
  OwnHealth: { status: string; version: string };
  OwnListed: { jobs: Schemas["JobInfo"][] };
  OwnerCandidate: { id: string; name: string; sample: string };
  PayView: { amount: string; memo: string; step: number };
  PinBody: { pin?: string };
  PinChangeBody: { old_pin?: string; new_pin?: string };
  PinChecked: { ok: boolean };
  Prefs: { timezone: string; language: string };
  ProblemView: {
    first: number;
    last: number;
    reason: string;
    message: string;
    choices: Schemas["ChoiceView"][];
  };
  QuoteView: { id: string; name: string; text: string };
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
  SetupAnswer: { status: string; warnings: string[] };
  SetupBody: {
    data_dir?: string;
    log_dir?: string;
    default_init_from?: number;
    default_init_to?: number;
  };
  Skipped: { reason: string; count: number; sample: string };
  SourceBody: { path?: string; upload?: string };
  Started: { status: string };
  TrendPoint: { date: string; count: number };
  Upload: {
    id: string;
    name: string;
    bytes: number;
    received: number;
    sha256: string;
    complete: boolean;
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
  "/api/init": {
    /** W001 Start counting over a range, in the background */
    post: { params: {}; body: Schemas["InitBody"]; answer: Schemas["Started"] };
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
    /** X11 Events: job, archive; goes on after Last-Event-ID */
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
  "/health": {
    /** I05 The process is alive */
    get: { params: {}; body: undefined; answer: Schemas["OwnHealth"] };
  };
}
