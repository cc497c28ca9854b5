/** A command or a setting cannot be understood or followed: its message is for whoever typed it. */
export class UsageError extends Error {}
