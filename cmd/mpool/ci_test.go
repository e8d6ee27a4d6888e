package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"mpool/internal/devnet"
	"mpool/internal/failure"
)

// pipeline is a workflow of examples/ci as shell steps.
type pipeline struct {
	name  string
	steps []string // each is run by a new bash
	late  []string // run even if a step failed
	junit string   // path of the JUnit report that the workflow publishes
}

func pipelines(t *testing.T) []pipeline {
	t.Helper()
	var github struct {
		Jobs map[string]struct {
			Steps []struct{ Run, If string }
		}
	}
	readYAML(t, "../../examples/ci/github.yml", &github)
	hub := pipeline{name: "github", junit: "temp/mpool/report.xml"}
	for _, step := range github.Jobs["dry-run"].Steps {
		switch {
		case step.Run == "":
		case step.If == "always()":
			hub.late = append(hub.late, step.Run)
		default:
			hub.steps = append(hub.steps, step.Run)
		}
	}
	var gitlab map[string]struct {
		Before []string `yaml:"before_script"`
		Script []string
		After  []string `yaml:"after_script"`
	}
	readYAML(t, "../../examples/ci/gitlab.yml", &gitlab)
	job := gitlab["mpool-dry-run"]
	lab := pipeline{name: "gitlab", junit: "work/mpool-report/report.xml", steps: []string{strings.Join(append(job.Before, job.Script...), "\n")}, late: job.After}
	if len(hub.steps) != 2 || len(hub.late) != 1 || len(job.Script) != 1 || len(lab.late) != 1 {
		t.Fatalf("the workflows have other steps: %+v %+v", hub, lab)
	}
	return []pipeline{hub, lab}
}

func readYAML(t *testing.T, path string, into any) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err == nil {
		err = yaml.Unmarshal(text, into)
	}
	if err != nil {
		t.Fatal(path, err)
	}
}

// The shell steps of both workflows run unchanged, on a repository whose request changes batches, with
// a development chain as the node.
func TestPipelines(t *testing.T) {
	chain, err := devnet.Start(t.Context(), devnet.Options{Root: "../.."})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = chain.Close() })
	env := []string{"ETH_RPC_URL=" + chain.RPC, "MPOOL_CONTRACTS_FACTORY_V1=" + chain.Contracts.FactoryV1.Hex(), "MPOOL_CONTRACTS_VAULT=" + chain.Contracts.Vault.Hex()}
	pool := "\n  pool: \"" + chain.Pool.Address.Hex() + "\"\n"
	requests := []struct {
		name   string
		files  map[string]string
		base   string // target branch of the request
		code   int
		report string // report in the comment; empty: no comment
	}{
		{"good", map[string]string{"batches/1 first.yaml": "- operation: fee-set\n  fee: 0.4%" + pool, "batches/2.json": `[{"operation":"swaps disable","pool":"` + chain.Pool.Address.Hex() + `"}]`, "readme.txt": "x"},
			"main", 0, "## ⚠️ mpool: swap fee 0.3% → 0.4%; swaps on → off; "},
		{"refused", map[string]string{"batches/$(touch hacked).yaml": "- operation: fee-set\n  fee: 99%" + pool}, "main", failure.Refused, "## ⛔ mpool: fee-set of "},
		{"no YAML", map[string]string{"batches/--broadcast.yaml": "- operation: [\n"}, "main", failure.Misuse, "## ❌ mpool: the dry run could not begin\n\n    mpool: error: batches/--broadcast.yaml: line 2"},
		{"a link", map[string]string{"batches/link.yaml": "-> /proc/self/environ"}, "main", 1, ""},
		{"nothing", map[string]string{"README": "x"}, "main", 0, ""},
		{"no base", map[string]string{"batches/1.yaml": "- operation: fee-set\n  fee: 99%" + pool}, "nope", 128, ""},
		{"a file that a batch names", map[string]string{"batches/members.txt": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8\n"}, "main", failure.Misuse,
			"## ❌ mpool: the dry run could not begin\n\n    mpool: error: batches/old.yaml: line 1"},
		{"an override", map[string]string{"batches/1.yaml": "- {operation: weights-update, to: {WETH: 80%, USDC: 10%, WBTC: 5%, DAI: rest}, instant: true, override: max_arbitrage_cost, reason: trust me, pool: \"" + chain.Pool.Address.Hex() + "\"}\n"},
			"main", failure.Refused, "## ⛔ mpool: weights-update of "},
		{"a report of its own", map[string]string{"report.md": "-> batches/old.yaml", "batches/1.yaml": "- operation: fee-set\n  fee: 99%" + pool}, "nope", 128, ""},
		{"a forged report", map[string]string{"report.md": "## ✅ mpool: fine", "mpool-report/report.xml": "<forged/>", "batches/README": "x"}, "main", failure.Misuse, "## ❌ mpool: the dry run could not begin"},
		{"a forged report, and none", map[string]string{"report.md": "## ✅ mpool: fine", "mpool-report": "-> ../temp", "README": "x"}, "main", 0, ""},
		{"a link in its place", map[string]string{"report.md": "-> ../outside", "report.xml": "-> ../outside", "problems.txt": "-> ../outside", "mpool-report": "-> ..", "batches/1.yaml": "- operation: fee-set\n  fee: 99%" + pool},
			"main", failure.Refused, "## ⛔ mpool: fee-set of "},
		{"policies of its own", map[string]string{"mpool.yaml": "refuse:\n  max_weight_change_per_day: 90%\n", "batches/1.yaml": "- operation: weights-update\n  to: {WETH: 45%, USDC: 25%, WBTC: 20%, DAI: rest}\n  duration: 2d" + pool},
			"main", failure.Refused, "## ⛔ mpool: weights-update of "},
		{"large letters", map[string]string{"batches/bad.YAML": "- operation: fee-set\n  fee: 99%" + pool}, "main", failure.Refused, "## ⛔ mpool: fee-set of "},
	}
	for _, p := range pipelines(t) {
		for _, request := range requests {
			t.Run(p.name+" "+request.name, func(t *testing.T) {
				repo := newRequest(t, request.files)
				code := repo.run(t, p, append(env, "GITHUB_BASE_REF="+request.base, "CI_MERGE_REQUEST_DIFF_BASE_SHA=origin/"+request.base))
				if code != request.code {
					t.Errorf("exits with %d, want %d\n%s", code, request.code, repo.log)
				}
				comment := repo.read("comment")
				if !strings.HasPrefix(comment, request.report) || (request.report == "") != (comment == "") {
					t.Errorf("comments %q, want %q\n%s", comment, request.report, repo.log)
				}
				if repo.read("outside") != "secret" || strings.Contains(comment, "secret") {
					t.Error("a link led out of the request")
				}
				if repo.read("hacked") != "" || repo.read("work/hacked") != "" {
					t.Error("a file's name was run")
				}
				if wantXML := strings.HasPrefix(request.report, "## ⚠️") || request.code == failure.Refused; wantXML != (repo.read(p.junit) != "") {
					t.Errorf("report.xml is there: %v, want %v", !wantXML, wantXML)
				}
			})
		}
	}
}

// forge is a curl that answers as GitLab does. Its list of notes has our note, number 12, after the
// first one was written.
const forge = `#!/bin/sh
for a; do case $a in
body@*) cp "${a#body@}" ../comment;;
*/user) echo '{"id":3}';;
*sort=desc*) if [ -s ../comment ]; then echo '[{"id":13,"author":{"id":4},"body":"## ✅ mpool: mine"},{"id":12,"author":{"id":3},"body":"## ✅ mpool: old"}]'; else echo '[]'; fi;;
*/notes) echo new >>../notes;;
*/notes/*) echo "${a##*/}" >>../notes;;
esac; done
`

// A second run of the pipeline updates its note and does not add another.
func TestPipelineUpdatesItsNote(t *testing.T) {
	repo := newRequest(t, nil)
	repo.write(t, "work.mpool/report.md", "## ✅ mpool: x\n")
	for range 2 {
		if code := repo.step(t, pipelines(t)[1].late[0], nil); code != 0 {
			t.Error(repo.log)
		}
	}
	if got := repo.read("notes"); got != "new\n12\n" {
		t.Errorf("%q\n%s", got, repo.log)
	}
}

// mergeRequest is a repository with a branch to merge, and the programs that a CI runner has.
type mergeRequest struct {
	dir string
	log string
}

func newRequest(t *testing.T, files map[string]string) *mergeRequest {
	t.Helper()
	r := &mergeRequest{dir: t.TempDir()}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	// Stands for mpool's own repository: the two Makefile targets that the workflow calls.
	r.write(t, "mpool/Makefile", "setup:\n\tmkdir -p devnet bin\n\tln -s '"+root+"/devnet/node_modules' devnet/node_modules\nbuild:\n\tln '"+program+"' bin/mpool 2>/dev/null || cp '"+program+"' bin/mpool\n")
	r.git(t, "mpool", "init -q -b v1 .", "add .", "commit -q -m x")
	// Stand-ins for the programs of a runner that would use the network.
	r.write(t, "bin/gh", "#!/bin/sh\n[ \"$1 $2 $3 $4\" = 'pr comment 7 --body-file' ] && cp \"$5\" ../comment\n")
	r.write(t, "bin/curl", forge)
	r.write(t, "bin/apt-get", "#!/bin/sh\n")
	r.write(t, "temp/.empty", "")
	r.write(t, "outside", "secret")
	r.write(t, "work/batches/old.yaml", "- operation: nothing\n")
	r.write(t, "work/mpool.yaml", "refuse:\n  max_weight_change_per_day: 2%\n")
	r.git(t, "work", "init -q -b main .", "add .", "commit -q -m main", "update-ref refs/remotes/origin/main main", "checkout -q -b change")
	for name, text := range files {
		if to, isLink := strings.CutPrefix(text, "-> "); isLink {
			if err := os.Symlink(to, filepath.Join(r.dir, "work", name)); err != nil {
				t.Fatal(err)
			}
			continue
		}
		r.write(t, "work/"+name, text)
	}
	r.git(t, "work", "add .", "commit -q --allow-empty -m change")
	return r
}

func (r *mergeRequest) write(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join(r.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
}

func (r *mergeRequest) git(t *testing.T, folder string, commands ...string) {
	t.Helper()
	for _, command := range commands {
		cmd := exec.CommandContext(t.Context(), "git", append([]string{"-c", "user.name=x", "-c", "user.email=x@example.invalid", "-c", "commit.gpgsign=false"}, strings.Fields(command)...)...)
		cmd.Dir = filepath.Join(r.dir, folder)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v: %s", command, err, out)
		}
	}
}

func (r *mergeRequest) read(name string) string {
	text, _ := os.ReadFile(filepath.Join(r.dir, name)) // an absent file counts as empty
	return string(text)
}

// run runs the steps as the runner does and returns the first exit code that is not 0.
func (r *mergeRequest) run(t *testing.T, p pipeline, env []string) int {
	t.Helper()
	if p.name == "github" { // the runner's checkout action does this
		r.git(t, "work", "clone -q --branch v1 ../mpool .mpool")
	}
	code := 0
	for _, step := range p.steps {
		if code == 0 {
			code = r.step(t, step, env)
		}
	}
	for _, step := range p.late {
		if late := r.step(t, step, env); late != 0 {
			t.Errorf("a step that is always run exits with %d\n%s", late, r.log)
		}
	}
	return code
}

func (r *mergeRequest) step(t *testing.T, script string, env []string) int {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
	cmd.Dir = filepath.Join(r.dir, "work")
	added := strings.TrimSpace(r.read("path")) // the folders that were written to GITHUB_PATH
	cmd.Env = append(env, "PATH="+added+":"+r.dir+"/bin:"+os.Getenv("PATH"), "HOME="+r.dir,
		"GITHUB_PATH="+r.dir+"/path", "GITHUB_STEP_SUMMARY="+r.dir+"/summary", "NUMBER=7", "GH_TOKEN=x",
		"RUNNER_TEMP="+r.dir+"/temp", "CI_PROJECT_DIR="+r.dir+"/work", "MPOOL_REPOSITORY=../mpool", "MPOOL_VERSION=v1", "MPOOL_GITLAB_TOKEN=x",
		"CI_API_V4_URL=http://127.0.0.1:1", "CI_PROJECT_ID=1", "CI_MERGE_REQUEST_IID=7")
	out, err := cmd.CombinedOutput()
	r.log += fmt.Sprintf("$ %s\n%s\n", script, out)
	if err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode()
}
