// Package rehearsal mines plans and batches on a fork, in order. It reports their results, their cost,
// and what users lose by them. It signs nothing and sends nothing.
package rehearsal

import (
	"context"
	"io"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/files"
	"mpool/internal/planner"
)

// Stage tries operations on forks.
type Stage struct {
	UI       *console.Console
	Err      io.Writer // for the instructions of a fork that keeps running
	Plans    *planner.Planner
	Nodes    *planner.Nodes
	Settings *config.Settings
	Now      func() time.Time // the wall clock, to find out whether the newest block is old
	Inputs   *files.Inputs    // files that reports must not overwrite
	Open     func(file string) (io.ReadCloser, error)
	Below    func(file string) (io.ReadCloser, error)                        // opens files named in a batch
	KeyFlag  func(chain uint64, whose string, account common.Address) string // the flag of a key, with a blank before it
	Tell     func(ctx context.Context, err error) error                      // reports an error while a fork keeps running
}
