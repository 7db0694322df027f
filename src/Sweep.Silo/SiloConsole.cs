using System.Text;
using Microsoft.Extensions.Logging.Console;
using Sweep.Grains.Terminals;

namespace Sweep.Silo;

/// <summary>The server's words on its standard streams.</summary>
internal static class SiloConsole
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// From here on all that goes through <see cref="Console"/>, the logs too, is escaped where it would steer a terminal; and what cannot be
    /// told, as on a full disk, is left out, and the work goes on.
    /// </summary>
    public static void Guard()
    {
        Console.SetOut(Open(new MessageStream(StandardStreams.OpenOutput())));
        Console.SetError(Open(StandardStreams.OpenError()));
    }

    /// <summary>Colours would be escaped with all else.</summary>
    public static void WithoutColours(ILoggingBuilder logging) =>
        logging.Services.Configure<SimpleConsoleFormatterOptions>(o => o.ColorBehavior = LoggerColorBehavior.Disabled);

    /// <summary>Prints what was asked for; returns the exit code.</summary>
    public static int Print(string answer)
    {
        try
        {
            StandardStreams.OpenOutput().Write(Utf8.GetBytes(answer + "\n"));
            return 0;
        }
        catch (IOException failure)
        {
            Console.Error.WriteLine($"standard output cannot be written: {failure.Message}");
            return 1;
        }
    }

    private static EscapingWriter Open(Stream stream) => new(new StreamWriter(stream, Utf8) { AutoFlush = true });
}
