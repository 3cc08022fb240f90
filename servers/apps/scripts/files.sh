mkdir -p a/b/c
touch a/one a/b/two
echo text > a/b/c/three
ls a
ls -R a
ls -a a/b
ls -1 a/b
ls -d a
ls -l a/one | cut -c 1-14
echo --; tree a
tree -d -L 1 a
echo --; find a
find a -name 't*' -type f
find a -type d -maxdepth 1
find a -empty
find a -type f -size +3
echo --; cp a/b/c/three copy; cat copy
cp -r a copied; find copied | sort
cp a x; echo status $?
cp -r a a/b; echo status $?
cp copy copy; echo status $?
echo --; mv copy moved; cat moved; ls copy
mv moved a; ls a
mv a a/b; echo status $?
mv nosuch x
echo --; ln a/moved hard; ln -s a/moved soft; cat hard soft
ls -l soft | cut -c 1
stat a/moved | head -n 3
stat nosuch
echo --; rm a/moved; rm a; rm -f nosuch; rm nosuch; echo status $?
rmdir a; rmdir a/b/c/d
rm -r a copied; ls
rm .; rm /
mkdir fruit; mkdir fruit; echo status $?
mkdir x/y; mkdir -p fruit
rmdir fruit; echo status $?
cat /nowhere hard; echo status $?
cat .
