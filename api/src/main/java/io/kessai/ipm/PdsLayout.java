package io.kessai.ipm;

/**
 * One private data subelement of the layout; its length is {@code lengthMin}, or more in steps of
 * {@code lengthStep}, up to {@code lengthMax}.
 */
record PdsLayout(
        int number, String name, Content content, int lengthMin, int lengthMax, int lengthStep) {

    boolean allows(int length) {
        return length >= lengthMin && length <= lengthMax && (length - lengthMin) % lengthStep == 0;
    }
}
