// The same answer from Go's net/http, for bench/http/health.sh: health ADDRESS.
package main

import (
	"net/http"
	"os"
)

func main() {
	body := []byte(`{"status":"ok","version":"0.1.0"}`)
	http.HandleFunc("/health", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.Write(body)
	})
	if err := http.ListenAndServe(os.Args[1], nil); err != nil {
		os.Exit(1)
	}
}
