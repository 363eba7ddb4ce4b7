import type { StaffTexts } from './english';

export const simplifiedChinese: StaffTexts = {
  SOMEBODY: '一位访客',
  SAID_VISITOR: '访客',
  SAID_BOT: '机器人',
  SAID_SYSTEM: '系统',
  PAGE: '页面：{page}',
  NO_PAGE: '页面：未知',
  REASON: '原因：{reason}',

  MISSED_SUBJECT: '错过的聊天：{visitor}',
  MISSED: '{visitor} 请求了在线聊天，但无人接听。',
  MISSED_NOBODY_ELIGIBLE: '没有空闲的客服。',
  MISSED_NO_RULE_MATCHED: '没有适用于该访客的分配规则。',
  MISSED_ATTEMPTS_EXHAUSTED: '所有被询问的客服都拒绝了或没有回应。',
  MISSED_WAIT_EXCEEDED: '访客的等待时间已达到设置的上限。',
  MISSED_BLOCKED_DOMAIN: '访客的电子邮件地址属于被屏蔽的域名。',
  MISSED_QUEUE_FULL: '没有空闲的客服，而且队列已满。',
  MISSED_MESSAGE_LEFT: '访客没有继续等待，而是留下了消息。',
  MISSED_OWNER_UNAVAILABLE: '负责该客户的客服没有空闲。',

  MESSAGE_SUBJECT: '来自 {visitor} 的消息',
  MESSAGE: '{visitor} 没有继续等待客服，而是留下了消息。请通过电子邮件回复。',

  BOOKING_SUBJECT: '预订失败：{visitor}',
  BOOKING: '{visitor} 想要预订会议。',
  BOOKING_NOBODY: '卡片指定的人员均无法预订。请为其中一人设置可预订时间。',
  BOOKING_NOT_ENTERED: '会议仍然有效，但无法写入 {agent} 的日历。{fault}',
  CALENDAR_CREDENTIALS: '日历不接受连接时使用的密码。请重新连接。',
  CALENDAR_NOT_ALLOWED: '不允许从这里访问该日历的地址。请使用其他地址连接。',
  CALENDAR_NO_CALENDAR: '该处未找到日历。请重新连接并选择一个日历。',
  CALENDAR_REFUSED: '服务器不允许修改该日历。请连接您自己的日历。',
  CALENDAR_UNREACHABLE: '日历没有响应。请检查地址。',
  REAUTH_SUBJECT: '您的日历需要重新输入密码',
  REAUTH:
    '您的日历不再接受连接时使用的密码，因此无法读取或写入。\n' +
    '访客仍可预订您，日历最后提供的忙碌时间会继续保留。\n' +
    '请重新连接日历以解决此问题。',

  LEFT_SUBJECT_ONE: '{agent} 已停用，留下 1 个会议',
  LEFT_SUBJECT: '{agent} 已停用，留下 {count} 个会议',
  LEFT_ONE: '{agent} 已停用，访客预订的 1 个会议仍然有效。请将其转给其他客服或取消。',
  LEFT: '{agent} 已停用，访客预订的 {count} 个会议仍然有效。请逐一转给其他客服或取消。',
  LEFT_MORE: '……另有 {count} 个',

  NEAR_LIVE_CHATS_SUBJECT: '{limit} 次在线聊天已使用 {used} 次',
  NEAR_LIVE_CHATS: '套餐允许的 {limit} 次在线聊天已使用 {used} 次。请提高上限以继续使用。',
  NEAR_CONVERSATIONS_SUBJECT: '本月 {limit} 次互动对话已使用 {used} 次',
  NEAR_CONVERSATIONS: '套餐允许的本月 {limit} 次互动对话已使用 {used} 次。请提高上限以继续使用。',
  REACHED_LIVE_CHATS_SUBJECT: '{limit} 次在线聊天已全部用完',
  REACHED_LIVE_CHATS:
    '{limit} 次在线聊天已全部用完。现在请求在线聊天的访客会收到备用消息，不会询问任何客服。请提高上限以继续使用。',
  REACHED_CONVERSATIONS_SUBJECT: '本月 {limit} 次互动对话已全部用完',
  REACHED_CONVERSATIONS: '本月 {limit} 次互动对话已全部用完。本月结束前不会为访客开始新的对话。请提高上限以继续使用。',

  DIALOG_SUBJECT: '未发布：{name}',
  DIALOG: '{name} 原定于 {time} 发布，但因工作副本有错误而未发布：',
  DIALOG_STILL: '访客看到的仍是之前的版本。',
  DIALOG_GONE: '访客看不到它。',
  DIALOG_REMEDY: '请更正错误，然后发布或重新计划。',

  RULES_SUBJECT: '自定义规则未启用：版本 {number}',
  RULES: '自定义规则的版本 {number} 原定于 {time} 生效，但未能生效：',
  RULES_REMEDY: '之前的规则仍然有效。请以此版本新建草稿，更正后启用或重新计划。',
};
