package journal

import "mpool/internal/owned"

// records are the files that only this user may be able to write: who can write or replace a record
// decides what mpool believes it has sent.
func records() owned.Of { return owned.Of{Holds: "the records", Else: "another --state-dir"} }
