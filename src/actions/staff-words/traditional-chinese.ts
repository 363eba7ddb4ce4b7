import type { StaffTexts } from './english';

export const traditionalChinese: StaffTexts = {
  SOMEBODY: '一位訪客',
  SAID_VISITOR: '訪客',
  SAID_BOT: '機器人',
  SAID_SYSTEM: '系統',
  PAGE: '頁面：{page}',
  NO_PAGE: '頁面：未知',
  REASON: '原因：{reason}',

  MISSED_SUBJECT: '錯過的聊天：{visitor}',
  MISSED: '{visitor} 要求了即時聊天，但無人接聽。',
  MISSED_NOBODY_ELIGIBLE: '沒有空閒的客服。',
  MISSED_NO_RULE_MATCHED: '沒有適用於該訪客的分配規則。',
  MISSED_ATTEMPTS_EXHAUSTED: '所有被詢問的客服都拒絕了或沒有回應。',
  MISSED_WAIT_EXCEEDED: '訪客的等待時間已達到設定的上限。',
  MISSED_BLOCKED_DOMAIN: '訪客的電子郵件地址屬於被封鎖的網域。',
  MISSED_QUEUE_FULL: '沒有空閒的客服，而且佇列已滿。',
  MISSED_MESSAGE_LEFT: '訪客沒有繼續等待，而是留下了訊息。',
  MISSED_OWNER_UNAVAILABLE: '負責該客戶的客服沒有空閒。',

  MESSAGE_SUBJECT: '來自 {visitor} 的訊息',
  MESSAGE: '{visitor} 沒有繼續等待客服，而是留下了訊息。請以電子郵件回覆。',

  BOOKING_SUBJECT: '預訂失敗：{visitor}',
  BOOKING: '{visitor} 想要預訂會議。',
  BOOKING_NOBODY: '卡片指定的人員皆無法預訂。請為其中一人設定可預訂時間。',
  BOOKING_NOT_ENTERED: '會議仍然有效，但無法寫入 {agent} 的行事曆。{fault}',
  CALENDAR_CREDENTIALS: '行事曆不接受連接時使用的密碼。請重新連接。',
  CALENDAR_NOT_ALLOWED: '不允許從這裡存取該行事曆的位址。請使用其他位址連接。',
  CALENDAR_NO_CALENDAR: '該處找不到行事曆。請重新連接並選擇一個行事曆。',
  CALENDAR_REFUSED: '伺服器不允許修改該行事曆。請連接您自己的行事曆。',
  CALENDAR_UNREACHABLE: '行事曆沒有回應。請檢查位址。',
  REAUTH_SUBJECT: '您的行事曆需要重新輸入密碼',
  REAUTH:
    '您的行事曆不再接受連接時使用的密碼，因此無法讀取或寫入。\n' +
    '訪客仍可預訂您，行事曆最後提供的忙碌時間會繼續保留。\n' +
    '請重新連接行事曆以解決此問題。',

  LEFT_SUBJECT_ONE: '{agent} 已停用，留下 1 個會議',
  LEFT_SUBJECT: '{agent} 已停用，留下 {count} 個會議',
  LEFT_ONE: '{agent} 已停用，訪客預訂的 1 個會議仍然有效。請將其轉給其他客服或取消。',
  LEFT: '{agent} 已停用，訪客預訂的 {count} 個會議仍然有效。請逐一轉給其他客服或取消。',
  LEFT_MORE: '……另有 {count} 個',

  NEAR_LIVE_CHATS_SUBJECT: '{limit} 次即時聊天已使用 {used} 次',
  NEAR_LIVE_CHATS: '方案允許的 {limit} 次即時聊天已使用 {used} 次。請提高上限以繼續使用。',
  NEAR_CONVERSATIONS_SUBJECT: '本月 {limit} 次互動對話已使用 {used} 次',
  NEAR_CONVERSATIONS: '方案允許的本月 {limit} 次互動對話已使用 {used} 次。請提高上限以繼續使用。',
  REACHED_LIVE_CHATS_SUBJECT: '{limit} 次即時聊天已全部用完',
  REACHED_LIVE_CHATS:
    '{limit} 次即時聊天已全部用完。現在要求即時聊天的訪客會收到備用訊息，不會詢問任何客服。請提高上限以繼續使用。',
  REACHED_CONVERSATIONS_SUBJECT: '本月 {limit} 次互動對話已全部用完',
  REACHED_CONVERSATIONS: '本月 {limit} 次互動對話已全部用完。本月結束前不會為訪客開始新的對話。請提高上限以繼續使用。',

  DIALOG_SUBJECT: '未發布：{name}',
  DIALOG: '{name} 原定於 {time} 發布，但因工作副本有錯誤而未發布：',
  DIALOG_STILL: '訪客看到的仍是之前的版本。',
  DIALOG_GONE: '訪客看不到它。',
  DIALOG_REMEDY: '請更正錯誤，然後發布或重新計劃。',

  RULES_SUBJECT: '自訂規則未啟用：版本 {number}',
  RULES: '自訂規則的版本 {number} 原定於 {time} 生效，但未能生效：',
  RULES_REMEDY: '之前的規則仍然有效。請以此版本建立草稿，更正後啟用或重新計劃。',
};
