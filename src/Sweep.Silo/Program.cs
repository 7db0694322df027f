using Sweep.Grains.Telemetry;
using Sweep.Grains.Terminals;

namespace Sweep.Silo;

internal static class Program
{
    private static Task<int> Main(string[] args) => ProcessLimits.TellWhatIsTooLow() ? Task.FromResult(1) : RunAsync(args);

    private static async Task<int> RunAsync(string[] args)
    {
        SiloConsole.Guard();
        var arguments = SiloArguments.Parse(args);
        if (arguments.Action is { } action)
            return SiloConsole.Print(action == "--version" ? $"sweep-silo {BuildVersion.Current}" : SiloArguments.Help);

        WebApplicationBuilder builder;
        try
        {
            builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments.Settings, ContentRootPath = AppContext.BaseDirectory });
        }
        catch (Exception unreadable)
            when (unreadable is InvalidDataException or FormatException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The last of the causes has the line, and of the text at most one character.
            await Console.Error.WriteLineAsync($"settings cannot be read: {unreadable.Message} {unreadable.GetBaseException().Message}; mend the file");
            return 2;
        }

        SiloConsole.WithoutColours(builder.Logging);
        List<string> errors = [.. arguments.Errors];
        var settings = SiloSettings.Read(builder.Configuration, errors);
        if (errors.Count > 0)
        {
            foreach (var error in errors)
                await Console.Error.WriteLineAsync(error);
            return 2;
        }

        return await SiloServer.RunAsync(builder, settings);
    }
}
