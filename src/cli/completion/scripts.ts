// What bash, zsh and fish need to complete `quorate`: each asks `quorate completion --words WORDS` and shows what it
// answers, a candidate a line with a tab and an explanation behind it; `:files` asks for local names as well, `:open` for no
// blank behind the word.

export const scripts: Readonly<Record<'bash' | 'zsh' | 'fish', string>> = {
  bash: `# Completion of quorate for bash. In ~/.bashrc:  source <(quorate completion bash)
_quorate() {
  local line="\${COMP_LINE:0:COMP_POINT}" cur entry word files='' prefix i
  local -a words=()
  # Not COMP_WORDS, which splits hdfs://host:port/path at its colons.
  read -ra words <<< "$line"
  [[ $line == *[[:space:]] ]] && words+=('')
  cur="\${words[\${#words[@]}-1]}"
  COMPREPLY=()
  while IFS= read -r entry; do
    case $entry in
      :files) files=1 ;;
      :open) compopt -o nospace ;;
      *) printf -v word '%q' "\${entry%%$'\\t'*}"; COMPREPLY+=("$word") ;;
    esac
  done < <("\${words[0]}" completion --words "\${words[@]:1}" 2>/dev/null)
  if [[ -n $files ]]; then
    compopt -o filenames
    while IFS= read -r entry; do COMPREPLY+=("$entry"); done < <(compgen -f -- "$cur")
  fi
  if [[ $cur == *:* && $COMP_WORDBREAKS == *:* ]]; then
    prefix="\${cur%"\${cur##*:}"}"
    for i in "\${!COMPREPLY[@]}"; do COMPREPLY[i]="\${COMPREPLY[i]#"$prefix"}"; done
  fi
}
complete -F _quorate quorate
`,
  zsh: `#compdef quorate
# Completion of quorate for zsh. In ~/.zshrc, behind compinit:  source <(quorate completion zsh)
_quorate() {
  local entry files='' shown
  local -a entries names displays open
  entries=("\${(@f)$("\${words[1]}" completion --words "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  for entry in $entries; do
    case $entry in
      '') ;;
      :files) files=1 ;;
      :open) open=(-S '') ;;
      *)
        names+=("\${entry%%$'\\t'*}")
        shown="\${entry/$'\\t'/  }"
        displays+=("\${shown[1,\${COLUMNS:-80}-4]}")
        ;;
    esac
  done
  (( $#names )) && compadd $open -l -d displays -a names
  [[ -n $files ]] && _files
}
compdef _quorate quorate
`,
  fish: `# Completion of quorate for fish:  quorate completion fish > ~/.config/fish/completions/quorate.fish
function __quorate_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l program $words[1]
    set -e words[1]
    for entry in (command $program completion --words $words 2>/dev/null)
        switch $entry
            case ':files'
                __fish_complete_path (commandline -ct)
            case ':open'
            case '*'
                echo $entry
        end
    end
end
complete -c quorate -f -a '(__quorate_complete)'
`,
};
