using Sweep.Storage.Trials;

namespace Sweep.Service.Browsing;

/// <summary>Places in an order of trials, in tokens.</summary>
internal static class TrialPlaces
{
    public static void Write(BinaryWriter writer, TrialPlace place)
    {
        writer.Write(place.Number);
        writer.Write(place.Value is not null);
        switch (place.Value)
        {
            case string text:
                writer.Write(text);
                break;
            case long whole:
                writer.Write(whole);
                break;
            case double real:
                writer.Write(real);
                break;
            case bool flag:
                writer.Write(flag);
                break;
            case DateTimeOffset time:
                writer.Write(time.UtcTicks);
                break;
        }
    }

    /// <summary>A place whose value is of the kind that the order is by.</summary>
    /// <exception cref="FormatException">It is none that is ever written.</exception>
    public static TrialPlace Read(BinaryReader reader, TrialField orderBy)
    {
        var number = reader.ReadInt64();
        if (number < 0)
            throw new FormatException("no trial has this number");
        return new(reader.ReadBoolean() ? ReadValue(reader, orderBy.Kind) : null, number);
    }

    private static object ReadValue(BinaryReader reader, TrialFieldKind kind)
    {
        switch (kind)
        {
            case TrialFieldKind.Text:
                var text = reader.ReadString();
                return FieldValues.IsStorable(text) ? text : throw new FormatException("no database keeps this text");
            case TrialFieldKind.Whole:
                return reader.ReadInt64();
            case TrialFieldKind.Real:
                var real = reader.ReadDouble();
                return double.IsNaN(real) ? throw new FormatException("NaN has no place") : real;
            case TrialFieldKind.Truth:
                return reader.ReadBoolean();
            default:
                var ticks = reader.ReadInt64();
                return ticks >= DateTimeOffset.UnixEpoch.Ticks && ticks <= FieldValues.Latest.UtcTicks
                    ? new DateTimeOffset(ticks, TimeSpan.Zero)
                    : throw new FormatException("no trial has this time");
        }
    }
}
