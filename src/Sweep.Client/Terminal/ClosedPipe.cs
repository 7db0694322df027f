namespace Sweep.Client.Terminal;

/// <summary>Tells the error of writing to a reader who has left.</summary>
internal static class ClosedPipe
{
    private const int Epipe = 32;
    private const int ErrorBrokenPipe = unchecked((int)0x8007006D);
    private const int ErrorNoData = unchecked((int)0x800700E8);

    public static bool IsCause(IOException failure) => failure.HResult is Epipe or ErrorBrokenPipe or ErrorNoData;
}
