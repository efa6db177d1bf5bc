import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Checks PDF files with veraPDF's library: {@code java -cp JARS Check.java FLAVOUR[,FLAVOUR] FILE...}, e.g. {@code ua1,2b}. */
public class Check {
    private static final int FAILURES_PER_RULE = 1_000_000;

    /** One line per file, flavour and broken rule; nothing for a sound file. Exit code 0 sound, 1 not. */
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean sound = true;
        for (int index = 1; index < arguments.length; index++) {
            for (String flavour : arguments[0].split(",")) {
                sound &= check(new File(arguments[index]), PDFAFlavour.byFlavourId(flavour));
            }
        }
        System.exit(sound ? 0 : 1);
    }

    private static boolean check(File file, PDFAFlavour flavour) throws Exception {
        Map<String, Integer> counts = new TreeMap<>();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, FAILURES_PER_RULE, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion failure : result.getTestAssertions()) {
                counts.merge(
                        failure.getRuleId().getClause() + "-" + failure.getRuleId().getTestNumber() + " " + failure.getMessage(),
                        1, Integer::sum);
            }
            for (Map.Entry<String, Integer> rule : counts.entrySet()) {
                System.out.println(file.getName() + " " + flavour.getId() + " " + rule.getKey() + " x" + rule.getValue());
            }
            if (result.isCompliant() != counts.isEmpty()) {
                System.out.println(file.getName() + " " + flavour.getId() + " compliant: " + result.isCompliant());
            }
            return result.isCompliant() && counts.isEmpty();
        }
    }
}
