/** The enums of how conversations play. */
import { deliveries } from '../actions/play.records';
import { documentDeeds } from '../routing/events';
import { trafficSources } from '../streams/traffic-source';
import { enumOf } from './enum-of';

export const TrafficSourceEnum = enumOf(
  'TrafficSource',
  'Where a visitor came from. Judged once, when the conversation began, by the addresses of the page and of the one before it.',
  trafficSources,
  {
    DIRECT: 'Typed, bookmarked, or from another page of the same site.',
    SEARCH: 'From a search engine.',
    SOCIAL: 'From a social network.',
    REFERRAL: 'From any other site.',
    CAMPAIGN: "An advertisement or a mail: the page's address says so (utm_source and the like).",
  },
);

export const DeliveryEnum = enumOf('Delivery', 'How a conversation stands on the page.', deliveries, {
  CHATBOT: 'In the widget.',
  POPUP: 'In a window above the page.',
  INLINE: 'In the flow of the page.',
});

export const DocumentDeedEnum = enumOf('DocumentDeed', 'What a visitor does with a document.', documentDeeds, {
  OPENED: 'Opens it.',
  PAGE_VIEWED: 'Looks at a page of it.',
  DOWNLOADED: 'Keeps a copy.',
  SEARCHED: 'Looks for words in it.',
});
