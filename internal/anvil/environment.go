package anvil

import "os"

// environment is what the child needs of this program's. The rest is none of its
// business: nodes' addresses with their keys stand there, and names of key files.
// What is on loopback is never asked through a proxy.
func environment() []string {
	list := []string{"NO_PROXY=127.0.0.1", "no_proxy=127.0.0.1"}
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "LANG", "LD_LIBRARY_PATH", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "USERPROFILE", "SystemRoot", "TEMP", "TMP"} {
		if value, found := os.LookupEnv(name); found {
			list = append(list, name+"="+value)
		}
	}
	return list
}
