/** What allies give. Their names are the catalogue's `contributions:kinds.KIND`. */
export const GIFT_KINDS = ['power', 'internet', 'room', 'training-hours', 'money', 'equipment', 'other'] as const;
export type GiftKind = (typeof GIFT_KINDS)[number];

/** The account of the chart that what comes in kind is booked on. */
export const IN_KIND_ACCOUNTS: Readonly<Record<Exclude<GiftKind, 'money'>, string>> = {
  power: '6981', internet: '6982', room: '6983', 'training-hours': '6984', equipment: '6985', other: '6989',
};
