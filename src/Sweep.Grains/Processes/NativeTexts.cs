using System.Runtime.InteropServices;
using System.Text;

namespace Sweep.Grains.Processes;

/// <summary>Texts as a C program gets them: an array of pointers, ended by null, in one piece of memory.</summary>
internal sealed unsafe class NativeTexts : IDisposable
{
    private readonly byte** _pointers;

    public NativeTexts(IReadOnlyCollection<string> texts)
    {
        var table = (texts.Count + 1) * sizeof(byte*);
        _pointers = (byte**)NativeMemory.Alloc((nuint)(table + texts.Sum(text => Encoding.UTF8.GetByteCount(text) + 1)));
        var at = (byte*)_pointers + table;
        var k = 0;
        foreach (var text in texts)
        {
            _pointers[k++] = at;
            var length = Encoding.UTF8.GetByteCount(text);
            Encoding.UTF8.GetBytes(text, new Span<byte>(at, length));
            at[length] = 0;
            at += length + 1;
        }

        _pointers[k] = null;
    }

    public byte** Pointers => _pointers;

    public void Dispose() => NativeMemory.Free(_pointers);
}
