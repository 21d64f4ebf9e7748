// The frame of the page: navigation, states every screen shares, menus, keys.
export const shell = {
  "app.name": "Kith",
  "app.skip": "跳到内容",
  "nav.label": "主导航",
  "nav.home": "首页",
  "nav.people": "联系人",
  "nav.chats": "聊天",
  "nav.time": "时间",
  "nav.search": "搜索",
  "nav.data": "数据",
  "nav.more": "更多",
  "nav.welcome": "开始",
} as const;
