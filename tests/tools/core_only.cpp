// SPDX-License-Identifier: MIT
// Linked against all of core and nothing else;
// core_links_no_gui.py reads which libraries that takes.
int main()
{
    return 0;
}
