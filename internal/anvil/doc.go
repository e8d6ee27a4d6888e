// Package anvil finds the development node anvil and runs it as a child process on loopback. On
// Linux the child also ends if this program is killed.
package anvil
