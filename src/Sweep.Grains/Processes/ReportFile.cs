using Microsoft.Win32.SafeHandles;
using Sweep.Core.Trainers.Protocol;

namespace Sweep.Grains.Processes;

/// <summary>Reads what a trial appends to its file of reports.</summary>
internal sealed class ReportFile : IDisposable
{
    /// <summary>So that limits are looked at in between.</summary>
    private const int MostBytesALook = 4 << 20;

    private readonly string _path;
    private readonly LineSplitter _lines;
    private SafeFileHandle? _file;
    private byte[] _buffer = [];
    private long _read;

    /// <param name="path">Need not be there: a trial that reports on its output makes none.</param>
    /// <param name="take">Takes its lines.</param>
    public ReportFile(string path, LineTaker take) => (_path, _lines) = (path, new LineSplitter(ReportLimits.LongestLine + 1, take));

    /// <summary>Reads what was added since, some of it where it is much.</summary>
    /// <returns>Whether there is more.</returns>
    /// <exception cref="ReportException">The file is shorter than it was.</exception>
    public bool Look()
    {
        if (_file is null && !File.Exists(_path))
            return false;
        _file ??= File.OpenHandle(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = RandomAccess.GetLength(_file);
        if (length < _read)
            throw new ReportException("the file of reports became shorter; open it to append (>> in a shell), and do not write it anew");
        var until = Math.Min(length, _read + MostBytesALook);
        if (_read < until && _buffer.Length == 0)
            _buffer = GC.AllocateUninitializedArray<byte>(64 << 10);
        while (_read < until)
        {
            var count = RandomAccess.Read(_file, _buffer, _read);
            if (count == 0)
                return false;
            _read += count;
            _lines.Add(_buffer.AsSpan(0, count));
        }

        return _read < length;
    }

    /// <summary>Reads all of it, and the last line also without a line feed.</summary>
    public void End(bool withRest)
    {
        while (Look())
        {
        }

        if (withRest && _lines.HasRest)
            _lines.End();
    }

    public void Dispose() => _file?.Dispose();
}
