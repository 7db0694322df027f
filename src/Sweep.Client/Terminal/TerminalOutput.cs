using System.Text;
using Spectre.Console;

namespace Sweep.Client.Terminal;

/// <summary>A stream of the process as Spectre.Console sees it.</summary>
internal sealed class TerminalOutput(TextWriter writer, bool isTerminal, Func<int> width, Func<int> height) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => isTerminal;

    public int Width => width();

    public int Height => height();

    public void SetEncoding(Encoding encoding)
    {
        // Always UTF-8: the writer was made so.
    }
}
