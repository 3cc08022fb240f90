// SPDX-License-Identifier: MIT
#include "tests/posix/claim.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char* const kFolder = "/tmp/posix";
static const char* const kFile = "/tmp/posix/file";

static void claim_streams(void) {
    char line[64] = "";
    int number = 0;
    FILE* file = fopen(kFile, "w+");
    fprintf(file, "%s %d\n%.2f %x\n", "text", 42, 3.14159, 255);
    rewind(file);
    claim(fscanf(file, "%*s %d", &number) == 1 && number == 42, "fscanf reads what fprintf wrote");
    fgets(line, sizeof line, file);
    claim(fgets(line, sizeof line, file) && strcmp(line, "3.14 ff\n") == 0, "fgets reads a formatted line");
    claim(fseek(file, 5, SEEK_SET) == 0 && fgetc(file) == '4', "fseek finds its place");
    claim(fclose(file) == 0, "a stream is closed");
    errno = 0;
    claim(!fopen("/nowhere/file", "r") && errno == ENOENT, "fopen of a missing file says ENOENT");
    claim(!fopen("/readme", "w") && errno == EROFS, "fopen for writing in the boot archive says EROFS");
}

static void claim_directories(void) {
    int found = 0;
    DIR* folder = opendir(kFolder);
    for (struct dirent* entry; (entry = readdir(folder));)
        found += strcmp(entry->d_name, "file") == 0;
    claim(found == 1, "readdir finds the file once");
    rewinddir(folder);
    claim(readdir(folder) != NULL, "rewinddir begins anew");
    closedir(folder);
    struct stat attributes;
    claim(stat(kFile, &attributes) == 0 && attributes.st_size == 16 && S_ISREG(attributes.st_mode),
          "stat knows size and kind");
    claim(rename(kFile, "/tmp/posix/other") == 0 && access(kFile, F_OK) != 0,
          "rename takes the old name away");
    claim(rmdir(kFolder) != 0 && errno == ENOTEMPTY, "a folder with files is not removed");
    claim(remove("/tmp/posix/other") == 0 && remove(kFolder) == 0, "remove removes files and folders");
}

void claim_files(void) {
    char* large = malloc(4 << 20);
    claim(large && memset(large, 7, 4 << 20) && large[(4 << 20) - 1] == 7, "malloc gives 4 MiB");
    free(large);
    char* volatile too_large = malloc((size_t)1 << 30); // volatile: a compiler may know the answer
    claim(too_large == NULL, "malloc refuses what does not fit, and returns");
    mkdir(kFolder, 0755);
    claim_streams();
    claim_directories();
}
