using System.Text;
using Spectre.Console;
using Sweep.Grains.Terminals;

namespace Sweep.Client.Terminal;

/// <summary>
/// The two consoles of a command: results on standard output, progress and messages on standard error. With JSON, standard output
/// has the one document and nothing else.
/// </summary>
internal sealed class Output : IDisposable
{
    // Nothing is broken or cut where programs read: a row is a line, however long.
    private const int PipeWidth = 1_000_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly StreamWriter _outWriter;
    private readonly StreamWriter _errorWriter;
    private readonly EscapingWriter _messages;
    private readonly CliContext _context;

    public Output(CliContext context)
    {
        _outWriter = new StreamWriter(context.Output, Utf8, 1 << 16, leaveOpen: true) { AutoFlush = context.OutputIsTerminal };
        _errorWriter = new StreamWriter(new MessageStream(context.Error), Utf8, 1 << 12, leaveOpen: true) { AutoFlush = true };
        (_context, Plain, _messages) = (context, new EscapingWriter(_outWriter), new EscapingWriter(_errorWriter));
        Results = Create(context, _outWriter, context.OutputIsTerminal);
        Messages = Create(context, _errorWriter, context.ErrorIsTerminal);
        CanShowLive = context.ErrorIsTerminal && Messages.Profile.Capabilities.Ansi;
    }

    /// <summary>Standard output, for results.</summary>
    public IAnsiConsole Results { get; }

    /// <summary>Standard error, for progress and messages.</summary>
    public IAnsiConsole Messages { get; }

    /// <summary>Standard output as plain text, for what scripts read.</summary>
    public TextWriter Plain { get; }

    /// <summary>Standard output as bytes, for an export: as they are, but on a terminal, which they must not steer.</summary>
    public Stream OpenRaw() => _context.OutputIsTerminal ? new EscapingStream(_context.Output) : new UnclosedStream(_context.Output);

    /// <summary>True where standard error can be redrawn.</summary>
    public bool CanShowLive { get; }

    /// <summary>One line for people, never broken at the edge: they copy commands out of it.</summary>
    public void Say(string message) => _messages.Write(Printable.Whole(message) + "\n");

    /// <summary>One line for people who should act.</summary>
    public void Complain(string message)
    {
        if (Messages.Profile.Capabilities.ColorSystem == ColorSystem.NoColors)
            Say(message);
        else
            _errorWriter.Write($"\e[31m{Printable.Whole(message)}\e[0m\n");
    }

    public void Flush() => _outWriter.Flush();

    /// <summary>What standard output did not take when it was flushed, it does not take now.</summary>
    public void Dispose()
    {
        _messages.Dispose();
        _errorWriter.Dispose();
        try
        {
            _outWriter.Dispose();
        }
        catch (Exception told) when (told is IOException or OperationCanceledException)
        {
            // By Flush, which every command ends with.
        }
    }

    private static IAnsiConsole Create(CliContext context, TextWriter writer, bool isTerminal)
    {
        var ansi = isTerminal && context.Variable("TERM") is not ("dumb" or null or "");
        var plain = !ansi || !string.IsNullOrEmpty(context.Variable("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = ansi ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Standard,
            Interactive = ansi ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new TerminalOutput(writer, isTerminal, isTerminal ? context.Width : () => PipeWidth, context.Height),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Capabilities.Unicode = true;
        console.Pipeline.Attach(new EscapingHook());
        return console;
    }
}
