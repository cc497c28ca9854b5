/** A command, a setting or a file of content cannot be understood or followed: its message is for whoever wrote it. */
export class UsageError extends Error {}
