/** Of the sample project, on which there is nothing to protect: it opens by itself, and the door says it when someone tries the lock. */
export const DEMO_PASSPHRASE = "two rivers one bridge";
